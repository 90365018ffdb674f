pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// Take your things; how was it?
Page {
    id: screen

    title: screen.view.lying.length > 0 ? qsTrId("farewell.still_there") : screen.view.reminders.length > 0 ? qsTrId("farewell.take") : qsTrId("farewell.title")
    primaryText: qsTrId("farewell.finish")
    onPressed: screen.choose("finish")

    readonly property var icons: ({"card": "id", "social_card": "credit-card", "receipt": "receipt", "documents": "files"})
    readonly property var faces: ["mood-cry", "mood-sad", "mood-neutral", "mood-smile", "mood-happy"]

    Row {
        id: things
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: things.size / 4
        y: screen.wide ? Theme.gap : (rating.y - height) / 2
        readonly property int size: screen.wide ? (Theme.large ? 176 : 240) : screen.view.reminders.length > 2 ? 248 : 320
        Repeater {
            model: screen.view.reminders.length
            Column {
                id: thing
                required property int index
                readonly property string what: screen.view.reminders[thing.index] ?? "card"
                readonly property bool lying: screen.view.lying.includes(thing.what)
                spacing: Theme.gap
                Rectangle {
                    id: disc
                    width: things.size
                    height: width
                    radius: width / 2
                    color: thing.lying ? Theme.warningSoft : Theme.primarySoft
                    border.width: thing.lying ? 8 : Theme.high ? 4 : 0
                    border.color: thing.lying ? Theme.warning : Theme.line
                    IconItem {
                        anchors.centerIn: parent
                        width: things.size * 0.56
                        height: width
                        name: screen.icons[thing.what]
                        color: thing.lying ? Theme.warning : Theme.primary
                    }
                    SequentialAnimation on scale {
                        running: thing.lying && !Theme.still
                        loops: Animation.Infinite
                        onStopped: disc.scale = 1
                        NumberAnimation { from: 1; to: 1.08; duration: 500; easing.type: Easing.OutCubic }
                        NumberAnimation { from: 1.08; to: 1; duration: 500; easing.type: Easing.InCubic }
                    }
                }
                Label {
                    x: (things.size - width) / 2
                    width: things.size + things.spacing
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTrId("farewell." + thing.what)
                    color: thing.lying ? Theme.warning : Theme.ink
                    font.pixelSize: screen.wide || Theme.large ? Theme.body : Theme.heading
                    font.weight: Theme.bold
                }
            }
        }
    }
    Column {
        id: rating
        y: screen.bodyHeight - height
        width: screen.bodyWidth
        spacing: Theme.space
        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: screen.view.rated > 0 ? qsTrId("farewell.rated") : qsTrId("farewell.rate")
            font.pixelSize: Theme.heading
            font.weight: Theme.bold
        }
        Row {
            width: parent.width
            spacing: Theme.gap
            Repeater {
                model: 5
                Touch {
                    id: star
                    required property int index
                    readonly property bool chosen: screen.view.rated === star.index + 1
                    objectName: "choice:rate:" + (star.index + 1)
                    width: (screen.bodyWidth - 4 * Theme.gap) / 5
                    height: Math.max(200, 144 + word.height)
                    text: qsTrId("farewell.rate." + (star.index + 1))
                    onClicked: screen.choose("rate:" + (star.index + 1))
                    background: Rectangle {
                        radius: Theme.radius
                        color: star.down ? Theme.pressedSoft : star.chosen ? Theme.primarySoft : Theme.surface
                        border.width: star.chosen ? 5 : Theme.hairline
                        border.color: star.chosen ? Theme.primary : Theme.control
                    }
                    contentItem: Item {
                        IconItem {
                            anchors.horizontalCenter: parent.horizontalCenter
                            y: 24
                            width: 84
                            height: 84
                            name: screen.faces[star.index]
                            color: Theme.primary
                        }
                        Label {
                            id: word
                            y: 120
                            width: parent.width
                            horizontalAlignment: Text.AlignHCenter
                            text: star.text
                            font.pixelSize: 32
                            lineHeight: 0.85
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
}
