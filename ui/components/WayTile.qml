pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// Another document than the ID card: what it is, and the picture of putting it where it is read.
Rectangle {
    id: tile

    required property string way
    property bool large: false
    property bool reading: false
    readonly property bool brief: Theme.large && !tile.large
    readonly property int side: tile.large ? 220 : tile.brief ? 72 : 112

    height: Math.max(tile.side, words.height) + (tile.brief ? 24 : 2 * Theme.space)
    radius: 24
    color: Theme.surface
    border.width: Theme.high ? 4 : Theme.hairline
    border.color: Theme.line

    Item {
        id: shown
        x: Theme.space
        anchors.verticalCenter: parent.verticalCenter
        width: tile.side
        height: tile.side
        clip: true

        Rectangle {
            anchors.fill: parent
            radius: Theme.radius
            color: Theme.primarySoft
            border.width: Theme.high ? 2 : 0
            border.color: Theme.line
        }
        IconItem {
            id: thing
            anchors.centerIn: parent
            width: tile.side * 0.68
            height: width
            name: tile.way === "card" ? "credit-card" : "qrcode"
            color: Theme.primary
        }
        SequentialAnimation {
            running: tile.visible && !Theme.still && !tile.reading
            loops: Animation.Infinite
            NumberAnimation { target: thing; property: "anchors.verticalCenterOffset"; from: tile.side * 0.18; to: -tile.side * 0.1; duration: 900; easing.type: Easing.InOutCubic }
            PauseAnimation { duration: 900 }
            NumberAnimation { target: thing; property: "anchors.verticalCenterOffset"; from: -tile.side * 0.1; to: tile.side * 0.18; duration: 300 }
        }
        Rectangle {
            visible: tile.reading
            width: parent.width
            height: 8
            radius: 4
            color: Theme.accent
            SequentialAnimation on y {
                running: tile.reading && !Theme.still
                loops: Animation.Infinite
                NumberAnimation { from: 8; to: tile.side - 16; duration: 900; easing.type: Easing.InOutSine }
                NumberAnimation { from: tile.side - 16; to: 8; duration: 900; easing.type: Easing.InOutSine }
            }
        }
    }
    Column {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: shown.x + shown.width + Theme.gap + 8
        width: parent.width - x - Theme.gap

        Label {
            width: parent.width
            text: qsTrId("place_card." + tile.way + ".name")
            font.weight: Theme.bold
            lineHeight: 0.95
        }
        Label {
            width: parent.width
            visible: !tile.brief
            text: qsTrId("place_card." + tile.way + ".where")
            font.pixelSize: Theme.small
            color: Theme.muted
            lineHeight: 0.95
        }
    }
}
