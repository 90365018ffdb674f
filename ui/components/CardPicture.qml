import QtQuick
import ui.native
import ui.theme

// A moving picture: the ID card comes down onto the place where it is read.
Item {
    id: picture

    property bool chip: false
    property bool reading: false
    property bool paused: false

    implicitWidth: 720
    implicitHeight: 560

    readonly property real unit: Math.min(width / 720, height / 560)

    Item {
        id: stage
        width: 720
        height: 560
        anchors.centerIn: parent
        scale: picture.unit

        // The machine's desk with the pad let into it.
        Rectangle {
            x: 40
            y: 250
            width: 640
            height: 290
            radius: 36
            color: Theme.high ? "#000000" : "#DDE6F0"
            border.width: Theme.high ? 4 : 0
            border.color: Theme.line
        }
        Rectangle {
            x: 140
            y: 282
            width: 440
            height: 226
            radius: 20
            color: Theme.high ? "#000000" : (picture.chip ? "#FFFFFF" : "#27344D")
            border.width: 4
            border.color: Theme.high ? "#FFFFFF" : (picture.chip ? "#9DB2CA" : "#27344D")
        }
        IconItem {
            visible: picture.chip
            x: 300
            y: 330
            width: 120
            height: 120
            name: "nfc"
            color: Theme.high ? "#FFFFFF" : "#9DB2CA"
        }
        // Corner marks: where the camera looks.
        Repeater {
            model: picture.chip ? 0 : 4
            Item {
                id: corner
                required property int index
                readonly property bool atRight: corner.index % 2 === 1
                readonly property bool atFoot: corner.index > 1
                x: corner.atRight ? 560 : 160
                y: corner.atFoot ? 488 : 302
                Rectangle {
                    x: corner.atRight ? -36 : 0
                    width: 36
                    height: 5
                    color: "#8FB8E0"
                }
                Rectangle {
                    y: corner.atFoot ? -31 : 0
                    x: corner.atRight ? -5 : 0
                    width: 5
                    height: 36
                    color: "#8FB8E0"
                }
            }
        }

        Rectangle {
            id: card
            x: 210
            y: 306
            width: 300
            height: 178
            radius: 14
            color: "#F7FBFF"
            border.width: 3
            border.color: "#6C8FB5"

            Rectangle {
                x: 22
                y: 28
                width: 110
                height: 12
                radius: 6
                color: "#A8BFD8"
            }
            Rectangle {
                x: 22
                y: 56
                width: 140
                height: 12
                radius: 6
                color: "#C6D6E8"
            }
            Rectangle {
                x: 22
                y: 84
                width: 126
                height: 12
                radius: 6
                color: "#C6D6E8"
            }
            Rectangle {
                x: 22
                y: 138
                width: 220
                height: 14
                radius: 7
                color: "#7F9DBE"
            }
            Rectangle {
                x: 192
                y: 22
                width: 86
                height: 104
                radius: 8
                color: "#DCE8F4"
                IconItem {
                    anchors.centerIn: parent
                    width: 80
                    height: 80
                    name: "user"
                    color: "#5F82A8"
                }
            }

            SequentialAnimation {
                running: picture.visible && !picture.reading && !picture.paused && !Theme.still
                loops: Animation.Infinite
                ParallelAnimation {
                    NumberAnimation { target: card; property: "y"; from: 20; to: 306; duration: 1100; easing.type: Easing.InOutCubic }
                    NumberAnimation { target: card; property: "opacity"; from: 0; to: 1; duration: 350 }
                }
                PauseAnimation { duration: 1800 }
                NumberAnimation { target: card; property: "opacity"; from: 1; to: 0; duration: 350 }
                PauseAnimation { duration: 250 }
                onStopped: {
                    card.y = 306;
                    card.opacity = 1;
                }
            }
        }
        // The light that reads.
        Rectangle {
            id: beam
            visible: picture.reading
            x: 210
            y: 380
            width: 300
            height: 6
            radius: 3
            color: Theme.primary
            SequentialAnimation on y {
                running: beam.visible && !Theme.still
                loops: Animation.Infinite
                NumberAnimation { from: 310; to: 474; duration: 900; easing.type: Easing.InOutSine }
                NumberAnimation { from: 474; to: 310; duration: 900; easing.type: Easing.InOutSine }
            }
        }
    }
}
