pragma ComponentBehavior: Bound

import QtQuick
import ui.theme
import ui.components

// Every device, how it stands, since when and what to do.
Page {
    id: screen

    readonly property int amiss: screen.view.devices.filter(device => !["works", "starting"].includes(device.mark)).length

    title: qsTrId("diagnostics.title")
    help: screen.amiss === 0 ? Words.say({"id": "diagnostics.all_work", "args": {"count": String(screen.view.devices.length)}}) : Words.say({"id": "diagnostics.some_not", "args": {"count": String(screen.view.devices.length), "amiss": String(screen.amiss)}})
    primaryText: qsTrId("diagnostics.report")
    primaryIcon: "clipboard-check"
    others: [
        {"id": "history", "text": qsTrId("diagnostics.history")},
        {"id": "touch", "text": qsTrId("diagnostics.touch")},
        {"id": "sound", "text": qsTrId("diagnostics.sound")}
    ]
    onPressed: screen.choose("report")

    ScrollPane {
        width: screen.bodyWidth
        height: screen.bodyHeight
        spacing: Theme.gap

        Rectangle {
            visible: Boolean(screen.view.notice)
            width: parent.width
            height: visible ? told.height + 2 * Theme.gap : 0
            radius: Theme.radius
            color: Theme.high ? "#000000" : Theme.warningSoft
            border.width: 4
            border.color: Theme.warning
            Label {
                id: told
                objectName: "config-notice"
                x: Theme.space
                y: Theme.gap
                width: parent.width - 2 * x
                text: screen.view.notice ? Words.pick(screen.view.notice) : ""
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
            }
        }
        Repeater {
            model: screen.view.devices.length
            DeviceTile {
                id: tile
                required property int index
                entry: screen.view.devices[tile.index] ?? ({"id": "", "kind": "", "mark": "unknown", "reason": {"zh": ""}, "since": "", "action": "none"})
                objectName: "choice:device:" + tile.entry.id
                width: parent.width
                onClicked: screen.choose("device:" + tile.entry.id)
            }
        }
    }
}
