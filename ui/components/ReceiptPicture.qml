pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// The receipt coming out of its slot: a small picture of the real one.
Item {
    id: picture

    required property var lines
    property string qr: ""
    property bool printing: false

    implicitWidth: 360
    implicitHeight: 520

    Item {
        y: 14
        width: parent.width
        height: parent.height - y
        clip: true

        Rectangle {
            id: paper
            x: 20
            width: parent.width - 40
            height: content.height + 56
            color: "#FFFFFF"
            border.width: 2
            border.color: "#C9D3E0"

            Column {
                id: content
                x: 16
                y: 20
                width: parent.width - 32
                spacing: 0

                Repeater {
                    model: picture.lines.length
                    Text {
                        required property int index
                        width: content.width
                        text: (picture.lines[index] ?? "").replace(/^—+$/, "—————————————")
                        font.family: Theme.family
                        font.pixelSize: 15
                        color: "#14213A"
                        textFormat: Text.PlainText
                        wrapMode: Text.Wrap
                        maximumLineCount: 2
                        Accessible.ignored: true
                    }
                }
                QrItem {
                    visible: picture.qr !== ""
                    anchors.horizontalCenter: parent.horizontalCenter
                    width: 148
                    height: 148
                    payload: picture.qr
                }
            }
            NumberAnimation on y {
                running: picture.visible && !Theme.still
                from: -picture.height
                to: 0
                duration: 1200
                easing.type: Easing.OutQuad
            }
        }
    }
    // A long one goes on below.
    Rectangle {
        visible: paper.height > picture.height - 14
        y: picture.height - height
        width: parent.width
        height: 40
        gradient: Gradient {
            GradientStop { position: 0; color: Qt.alpha(Theme.page, 0) }
            GradientStop { position: 1; color: Theme.page }
        }
    }
    Rectangle {
        width: parent.width
        height: 28
        radius: 14
        color: Theme.high ? "#FFFFFF" : "#27344D"
        Rectangle {
            anchors.centerIn: parent
            width: parent.width - 40
            height: 6
            radius: 3
            color: "#0C1424"
        }
    }
}
