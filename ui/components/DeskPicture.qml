pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// A moving picture of the kiosk's desk: the ID card comes down where it can be read, on each place in turn.
Item {
    id: picture

    property bool chip: true
    property bool scan: true
    property bool reading: false
    readonly property bool both: picture.chip && picture.scan
    readonly property int wellWidth: picture.both ? 408 : 520
    readonly property int wellHeight: picture.both ? 330 : 400
    // The place that the card is shown on: 0 the chip reader, 1 the scanner.
    property int place: picture.chip ? 0 : 1

    function wellX(which: int): real {
        return picture.both ? (which === 0 ? 44 : 952 - 44 - picture.wellWidth) : (952 - picture.wellWidth) / 2;
    }

    implicitWidth: 952
    implicitHeight: stage.height

    Item {
        id: stage
        width: 952
        height: picture.wellHeight + 290
        // The way down from above is empty: what is to be seen sits in the middle.
        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Math.max(0, Math.min(50, (picture.height - stage.height) / 2))
        scale: Math.min(1, picture.width / 952, picture.height / stage.height)

        Rectangle {
            y: 130
            width: 952
            height: picture.wellHeight + 160
            radius: 40
            color: Theme.high ? "#000000" : "#E1E9F2"
            border.width: Theme.high ? 4 : 0
            border.color: Theme.line
        }

        component Well: Rectangle {
            id: well
            required property int which
            required property string name
            readonly property bool dark: well.which === 1
            x: picture.wellX(well.which)
            y: 174
            width: picture.wellWidth
            height: picture.wellHeight
            radius: 24
            color: Theme.high ? "#000000" : well.dark ? "#2B3950" : "#FFFFFF"
            border.width: 4
            border.color: Theme.high ? "#FFFFFF" : well.dark ? "#2B3950" : "#9DB2CA"

            Label {
                y: well.height + 20
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: well.name
                font.pixelSize: Theme.body
                font.weight: Theme.bold
                wrapMode: Text.NoWrap
            }
        }

        Well {
            visible: picture.chip
            which: 0
            name: qsTrId("place_card.chip.name")
            IconItem {
                anchors.centerIn: parent
                width: 150
                height: 150
                name: "nfc"
                color: Theme.high ? "#FFFFFF" : "#9DB2CA"
            }
        }
        Well {
            id: mat
            visible: picture.scan
            which: 1
            name: qsTrId("place_card.scan.name")

            // Corner marks: what the camera sees.
            Repeater {
                model: 4
                Item {
                    id: corner
                    required property int index
                    readonly property bool atRight: corner.index % 2 === 1
                    readonly property bool atFoot: corner.index > 1
                    x: corner.atRight ? mat.width - 30 : 30
                    y: corner.atFoot ? mat.height - 30 : 30
                    Rectangle {
                        x: corner.atRight ? -44 : 0
                        y: corner.atFoot ? -6 : 0
                        width: 44
                        height: 6
                        color: "#8FB8E0"
                    }
                    Rectangle {
                        x: corner.atRight ? -6 : 0
                        y: corner.atFoot ? -44 : 0
                        width: 6
                        height: 44
                        color: "#8FB8E0"
                    }
                }
            }
        }

        IdCard {
            id: card
            readonly property real rest: 174 + (picture.wellHeight - height) / 2
            x: picture.wellX(picture.place) + (picture.wellWidth - width) / 2
            y: card.rest
            scale: picture.both ? 1 : 1.3

            Rectangle {
                id: beam
                visible: picture.reading
                width: parent.width
                height: 8
                radius: 4
                color: Theme.primary
                SequentialAnimation on y {
                    running: beam.visible && !Theme.still
                    loops: Animation.Infinite
                    NumberAnimation { from: 4; to: 178; duration: 900; easing.type: Easing.InOutSine }
                    NumberAnimation { from: 178; to: 4; duration: 900; easing.type: Easing.InOutSine }
                }
            }
        }
        // Down, lie there, fade, and again, on the other place where there are two.
        SequentialAnimation {
            running: picture.visible && !picture.reading && !Theme.still
            loops: Animation.Infinite
            ParallelAnimation {
                NumberAnimation { target: card; property: "y"; from: 0; to: card.rest; duration: 1000; easing.type: Easing.InOutCubic }
                NumberAnimation { target: card; property: "opacity"; from: 0; to: 1; duration: 300 }
            }
            PauseAnimation { duration: 1700 }
            NumberAnimation { target: card; property: "opacity"; from: 1; to: 0; duration: 300 }
            ScriptAction { script: if (picture.both) picture.place = 1 - picture.place; }
            PauseAnimation { duration: 200 }
            onStopped: {
                card.y = Qt.binding(() => card.rest);
                card.opacity = 1;
            }
        }
    }
}
