pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// The way on (filled) or another choice (outlined).
Touch {
    id: button

    property bool primary: true
    property string glyph: ""

    implicitHeight: button.primary ? Theme.main : Theme.touch
    implicitWidth: row.implicitWidth + 2 * Theme.margin
    opacity: button.enabled ? 1 : 0.45

    background: Rectangle {
        radius: Theme.radius
        color: button.primary ? (button.down ? Theme.primaryPressed : Theme.primary) : (button.down ? Theme.pressedSoft : Theme.surface)
        border.width: button.primary ? 0 : Theme.hairline + 1
        border.color: Theme.primary
    }
    contentItem: Item {
        Row {
            id: row
            anchors.centerIn: parent
            spacing: Theme.gap

            IconItem {
                visible: button.glyph !== ""
                anchors.verticalCenter: parent.verticalCenter
                width: button.primary ? 56 : 44
                height: width
                name: button.glyph
                color: label.color
            }
            Label {
                id: label
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, button.width - 2 * Theme.gap - (button.glyph === "" ? 0 : 72))
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 28
                wrapMode: Text.NoWrap
                horizontalAlignment: Text.AlignHCenter
                text: button.text
                color: button.primary ? Theme.primaryInk : Theme.primary
                font.pixelSize: button.primary ? Theme.heading : Theme.body
                font.weight: button.primary ? Theme.bold : Font.Normal
                Accessible.ignored: true
            }
        }
    }
}
