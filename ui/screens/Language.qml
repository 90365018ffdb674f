pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// The languages, each in its own.
Page {
    id: screen

    title: qsTrId("language.title")
    help: qsTrId("language.help")

    Column {
        y: (screen.bodyHeight - height) * (screen.wide ? 0.5 : 0.4)
        width: screen.bodyWidth
        spacing: Theme.space

        Repeater {
            model: [{"id": "zh", "name": "中文", "note": "普通话", "sign": "文"}, {"id": "en", "name": "English", "note": "英语", "sign": "A"}]
            Touch {
                id: tile
                required property var modelData
                objectName: "choice:" + tile.modelData.id
                width: parent.width
                height: 280
                text: tile.modelData.name
                onClicked: screen.sent({"intent": "language", "language": tile.modelData.id})

                background: Rectangle {
                    radius: Theme.radius
                    color: tile.down ? Theme.pressedSoft : Theme.surface
                    border.width: Theme.hairline
                    border.color: Theme.control
                }
                contentItem: Item {
                    Rectangle {
                        id: badge
                        x: 56
                        anchors.verticalCenter: parent.verticalCenter
                        width: 168
                        height: 168
                        radius: 84
                        color: Theme.primarySoft
                        border.width: Theme.high ? 4 : 0
                        border.color: Theme.line
                        Label {
                            anchors.centerIn: parent
                            text: tile.modelData.sign
                            font.pixelSize: 88
                            font.weight: Theme.bold
                            color: Theme.primary
                            Accessible.ignored: true
                        }
                    }
                    Column {
                        x: badge.x + badge.width + 56
                        anchors.verticalCenter: parent.verticalCenter
                        Label {
                            text: tile.modelData.name
                            font.pixelSize: Theme.display
                            font.weight: Theme.bold
                            lineHeight: 0.95
                            Accessible.ignored: true
                        }
                        Label {
                            text: tile.modelData.note
                            visible: tile.modelData.id !== Words.language && tile.modelData.id === "en"
                            color: Theme.muted
                            Accessible.ignored: true
                        }
                    }
                    IconItem {
                        x: parent.width - width - 48
                        anchors.verticalCenter: parent.verticalCenter
                        width: 64
                        height: 64
                        name: "chevron-right"
                        color: Theme.primary
                    }
                }
            }
        }
    }
}
