import QtQuick
import ui.native
import ui.theme
import ui.components

// Put the ID card down: on the chip reader where there is one, else under the document camera.
Page {
    id: screen

    readonly property bool chip: screen.view.ways.includes("chip")
    readonly property bool scan: screen.view.ways.includes("scan")
    readonly property bool looking: screen.view.busy && screen.view.preview !== null

    fullHeight: true
    title: screen.chip && screen.scan ? qsTrId("place_card.both.title") : screen.chip ? qsTrId("place_card.chip.title") : qsTrId("place_card.scan.title")
    help: screen.chip && screen.scan ? qsTrId("place_card.both.help") : screen.chip ? qsTrId("place_card.chip.help") : qsTrId("place_card.scan.help")

    Pill {
        id: pill
        anchors.horizontalCenter: parent.horizontalCenter
        y: screen.bodyHeight - height - (screen.wide ? 0 : Theme.margin)
        text: Words.say(screen.view.guidance)
        busy: screen.view.busy
        glyph: "hand-finger"
        maximumWidth: screen.bodyWidth
    }
    Item {
        width: screen.bodyWidth
        height: pill.y - Theme.space

        Row {
            anchors.centerIn: parent
            spacing: Theme.space

            Column {
                visible: screen.chip
                spacing: Theme.gap
                CardPicture {
                    chip: true
                    width: (screen.chip && screen.scan ? screen.bodyWidth / 2 - Theme.space : Math.min(screen.bodyWidth, 860))
                    height: width * 560 / 720
                    reading: screen.view.busy && !screen.scan
                    paused: screen.view.busy
                }
                Label {
                    width: parent.width
                    visible: screen.scan
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTrId("place_card.chip.name")
                }
            }
            Column {
                visible: screen.scan
                spacing: Theme.gap
                CardPicture {
                    visible: !camera.visible
                    width: (screen.chip && screen.scan ? screen.bodyWidth / 2 - Theme.space : Math.min(screen.bodyWidth, 860))
                    height: width * 560 / 720
                    reading: screen.view.busy && !screen.chip
                    paused: screen.view.busy
                }
                CameraItem {
                    id: camera
                    visible: screen.looking
                    width: (screen.chip && screen.scan ? screen.bodyWidth / 2 - Theme.space : Math.min(screen.bodyWidth, 860))
                    height: width * 560 / 720
                    ring: screen.looking ? screen.view.preview.ring : ""
                    shape: "page"
                    mirrored: screen.looking && screen.view.preview.mirrored
                }
                Label {
                    width: parent.width
                    visible: screen.chip
                    horizontalAlignment: Text.AlignHCenter
                    text: qsTrId("place_card.scan.name")
                }
            }
        }
    }
}
