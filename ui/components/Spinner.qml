pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// Something goes on: three dots that breathe one after the other.
Item {
    id: spinner

    property color tone: Theme.primary

    Row {
        anchors.centerIn: parent
        spacing: spinner.width / 8

        Repeater {
            model: 3
            Rectangle {
                id: dot
                required property int index
                width: spinner.width / 5
                height: width
                radius: width / 2
                color: spinner.tone

                SequentialAnimation on opacity {
                    running: spinner.visible && !Theme.still
                    loops: Animation.Infinite
                    PauseAnimation { duration: dot.index * 200 }
                    NumberAnimation { from: 1; to: 0.25; duration: 400; easing.type: Easing.InOutSine }
                    NumberAnimation { from: 0.25; to: 1; duration: 400; easing.type: Easing.InOutSine }
                    PauseAnimation { duration: (2 - dot.index) * 200 }
                }
            }
        }
    }
}
