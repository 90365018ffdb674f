pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import ui.theme

// Base of everything that can be touched: a name, keyboard operation, a visible focus.
T.AbstractButton {
    id: touch

    property int radius: Theme.radius

    focusPolicy: Qt.StrongFocus
    hoverEnabled: false
    implicitHeight: Theme.touch
    Accessible.role: Accessible.Button
    Accessible.name: touch.text
    Accessible.onPressAction: touch.clicked()
    Keys.onReturnPressed: touch.clicked()
    Keys.onEnterPressed: touch.clicked()

    Rectangle {
        anchors.fill: parent
        anchors.margins: -8
        z: 1
        visible: touch.visualFocus
        color: "transparent"
        radius: touch.radius + 8
        border.width: 6
        border.color: Theme.focus
    }
}
