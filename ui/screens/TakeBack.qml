pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// The visit is over and something of the citizen's is still here: as large and as moving as a screen can be.
Page {
    id: screen

    readonly property var icons: ({"card": "id", "social_card": "credit-card", "receipt": "receipt", "documents": "files"})
    readonly property string thing: screen.view.things[0] ?? "card"
    readonly property bool open: !screen.view.things.includes("social_card")

    title: qsTrId("take_back." + screen.thing + ".title")
    help: screen.view.alarm ? qsTrId("take_back." + screen.thing + ".alarm") : qsTrId("take_back." + screen.thing + ".help")
    primaryText: screen.open ? qsTrId("take_back.taken") : ""
    onPressed: screen.choose("finish")

    Item {
        anchors.centerIn: parent
        width: Math.min(screen.bodyWidth, screen.bodyHeight, 900)
        height: width

        Rectangle {
            id: disc
            anchors.centerIn: parent
            width: parent.width * 0.86
            height: width
            radius: width / 2
            color: screen.view.alarm ? Theme.warningSoft : Theme.primarySoft
            border.width: Theme.high ? 6 : 0
            border.color: Theme.line
        }
        Rectangle {
            anchors.centerIn: parent
            width: disc.width
            height: width
            radius: width / 2
            color: "transparent"
            border.width: 12
            border.color: screen.view.alarm ? Theme.warning : Theme.primary
            SequentialAnimation on scale {
                running: !Theme.still
                loops: Animation.Infinite
                NumberAnimation { from: 0.9; to: 1.14; duration: screen.view.alarm ? 500 : 900; easing.type: Easing.OutCubic }
                PauseAnimation { duration: 150 }
            }
        }
        Row {
            id: pictures
            anchors.centerIn: parent
            spacing: Theme.space
            readonly property real share: disc.width * (screen.view.things.length > 1 ? 0.36 : 0.56)
            SequentialAnimation on anchors.verticalCenterOffset {
                running: !Theme.still
                loops: Animation.Infinite
                NumberAnimation { from: -24; to: 24; duration: 700; easing.type: Easing.InOutSine }
                NumberAnimation { from: 24; to: -24; duration: 700; easing.type: Easing.InOutSine }
            }
            Repeater {
                model: screen.view.things.length
                IconItem {
                    required property int index
                    objectName: "thing:" + screen.view.things[index]
                    width: pictures.share
                    height: width
                    name: screen.icons[screen.view.things[index] ?? "card"]
                    color: screen.view.alarm ? Theme.warning : Theme.primary
                }
            }
        }
    }
}
