pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// What is processed and why; the consent to the face check, and the way without it.
Page {
    id: screen

    readonly property int days: screen.view.retention_days

    title: qsTrId("privacy.title")
    help: qsTrId("privacy.help")
    primaryText: qsTrId("privacy.agree")
    others: [{"id": "without_face", "text": qsTrId("privacy.without_face")}]
    onPressed: screen.choose("agree")

    ScrollPane {
        width: screen.bodyWidth
        height: screen.bodyHeight - without.height - Theme.gap
        spacing: Theme.large ? Theme.gap : screen.wide ? 24 : 48

        Repeater {
            model: [{"icon": "id", "id": "privacy.card"}, {"icon": "face-id", "id": "privacy.face"}, {"icon": "lock", "id": "privacy.send"}, {"icon": "eraser", "id": "privacy.wipe"}]

            Item {
                id: line
                required property var modelData
                width: parent.width
                height: Math.max(120, texts.height)

                Rectangle {
                    id: badge
                    width: Theme.large ? 96 : 112
                    height: width
                    radius: width / 2
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.primarySoft
                    border.width: Theme.high ? 3 : 0
                    border.color: Theme.line
                    IconItem {
                        anchors.centerIn: parent
                        width: badge.width * 0.57
                        height: width
                        name: line.modelData.icon
                        color: Theme.primary
                    }
                }
                Column {
                    id: texts
                    x: badge.width + Theme.space
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - x
                    Label {
                        width: parent.width
                        text: qsTrId(line.modelData.id)
                        font.weight: Theme.bold
                    }
                    Label {
                        width: parent.width
                        text: line.modelData.id === "privacy.wipe" && screen.days > 0 ? Words.say({"id": "privacy.wipe.days", "args": {"days": String(screen.days)}}) : qsTrId(line.modelData.id + ".why")
                        color: Theme.muted
                    }
                }
            }
        }
    }
    // Always in sight: it belongs to the button below.
    Row {
        id: without
        y: screen.bodyHeight - height
        width: screen.bodyWidth
        spacing: Theme.gap
        IconItem {
            y: 2
            width: 44
            height: 44
            name: "info-circle"
            color: Theme.muted
        }
        Label {
            width: parent.width - 60
            text: qsTrId("privacy.without_face.note")
            color: Theme.muted
            font.pixelSize: Theme.small
        }
    }
}
