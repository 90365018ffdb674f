pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// The steps of the visit: done by a tick, now filled and named in bold, to come in outline. Never colour alone.
Item {
    id: line

    required property var marks
    // Where there is no room, only the present step is named.
    property bool brief: false
    readonly property real pitch: line.width / Math.max(1, line.marks.length)
    readonly property int current: line.marks.findIndex(step => step.state === "now")

    height: Theme.stepsHeight
    Accessible.role: Accessible.StaticText
    Accessible.name: line.current < 0 ? "" : Words.say({
        "id": "steps.position",
        "args": {"now": String(line.current + 1), "all": String(line.marks.length), "name": qsTrId("steps." + line.marks[line.current].id)}
    })

    Repeater {
        model: line.marks.length

        Item {
            id: mark
            required property int index
            readonly property var step: line.marks[mark.index] ?? ({"id": "finish", "state": "to_come"})
            readonly property bool done: mark.step.state === "done"
            readonly property bool now: mark.step.state === "now"

            x: mark.index * line.pitch
            width: line.pitch
            height: line.height

            Rectangle {
                visible: mark.index > 0
                x: -line.pitch / 2 + 32
                y: 36
                width: line.pitch - 64
                height: 4
                radius: 2
                color: mark.done || mark.now ? Theme.primary : Theme.line
            }
            Rectangle {
                x: (mark.width - width) / 2
                y: 16
                width: 44
                height: 44
                radius: 22
                color: mark.now || mark.done ? Theme.primary : Theme.surface
                border.width: mark.now || mark.done ? 0 : 3
                border.color: Theme.control

                IconItem {
                    anchors.centerIn: parent
                    visible: mark.done
                    width: 32
                    height: 32
                    name: "check"
                    color: Theme.primaryInk
                }
                Label {
                    anchors.centerIn: parent
                    visible: !mark.done
                    text: String(mark.index + 1)
                    font.pixelSize: 32
                    font.weight: Theme.bold
                    color: mark.now ? Theme.primaryInk : Theme.muted
                    Accessible.ignored: true
                }
            }
            Label {
                visible: !(Theme.large || line.brief) || mark.now
                x: Math.max(-mark.x, Math.min((mark.width - width) / 2, line.width - mark.x - width))
                y: 62
                text: qsTrId("steps." + mark.step.id)
                wrapMode: Text.NoWrap
                font.pixelSize: Theme.large ? 36 : 32
                font.weight: mark.now ? Theme.bold : Font.Normal
                color: mark.now ? Theme.primary : Theme.muted
                Accessible.ignored: true
            }
        }
    }
}
