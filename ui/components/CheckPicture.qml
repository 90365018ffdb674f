pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// What staff are to do with a device, as a picture: the device, and what is brought to it.
Item {
    id: picture

    property string kind: ""
    property string act: ""
    readonly property var brought: ({
        "lay_card": "id",
        "lay_document": "id",
        "insert_card": "credit-card",
        "take_card": "credit-card",
        "show_code": "qrcode",
        "carry_slip": "receipt",
        "change_inputs": "door-exit",
        "lights": "eye",
        "legible": "eye",
        "lights_seen": "eye"
    })
    readonly property string thing: picture.brought[picture.act] ?? ""
    readonly property real side: Math.min(picture.height, 360, picture.width * 0.4)

    Row {
        anchors.centerIn: parent
        spacing: Theme.space

        Rectangle {
            visible: picture.thing !== ""
            width: picture.side
            height: picture.side
            radius: Theme.radius * 2
            color: Theme.warningSoft
            border.width: Theme.high ? 4 : 0
            border.color: Theme.line
            IconItem {
                anchors.centerIn: parent
                width: parent.width * 0.6
                height: width
                name: picture.thing
                color: Theme.warning
            }
        }
        IconItem {
            visible: picture.thing !== ""
            anchors.verticalCenter: parent.verticalCenter
            width: 96
            height: 96
            name: picture.act === "take_card" ? "arrow-left" : "arrow-right"
            color: Theme.primary
            SequentialAnimation on opacity {
                running: picture.visible && !Theme.still
                loops: Animation.Infinite
                NumberAnimation { to: 0.3; duration: 700 }
                NumberAnimation { to: 1; duration: 700 }
            }
        }
        Rectangle {
            width: picture.side
            height: picture.side
            radius: Theme.radius * 2
            color: Theme.primarySoft
            border.width: Theme.high ? 4 : 0
            border.color: Theme.line
            IconItem {
                anchors.centerIn: parent
                width: parent.width * 0.6
                height: width
                name: Devices.icon(picture.kind)
                color: Theme.primary
            }
        }
    }
}
