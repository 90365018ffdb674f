pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// One value to choose, with a mark that shows whether it is.
Touch {
    id: choice

    property bool chosen: false
    property bool square: false
    property string help: ""

    readonly property real reach: texts.height + 2 * (choice.help === "" ? Theme.gap : Theme.space)

    implicitHeight: Math.max(Theme.touch, choice.reach)
    checkable: false
    Accessible.description: choice.help
    Accessible.role: choice.square ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.checked: choice.chosen

    background: Rectangle {
        radius: Theme.radius
        color: choice.down ? Theme.pressedSoft : choice.chosen ? Theme.primarySoft : Theme.surface
        border.width: choice.chosen ? 5 : Theme.hairline
        border.color: choice.chosen ? Theme.primary : Theme.control
    }
    contentItem: Item {
        Rectangle {
            id: mark
            x: Theme.space
            anchors.verticalCenter: parent.verticalCenter
            width: 48
            height: 48
            radius: choice.square ? 8 : 24
            color: choice.chosen ? Theme.primary : Theme.surface
            border.width: choice.chosen ? 0 : 4
            border.color: Theme.control
            IconItem {
                anchors.centerIn: parent
                visible: choice.chosen
                width: 36
                height: 36
                name: "check"
                color: Theme.primaryInk
            }
        }
        Column {
            id: texts
            x: mark.x + mark.width + Theme.gap + 8
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - Theme.space
            Label {
                width: parent.width
                text: choice.text
                font.weight: choice.chosen ? Theme.bold : Font.Normal
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: choice.help
                color: Theme.muted
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
        }
    }
}
