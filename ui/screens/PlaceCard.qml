pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// Put the ID card down: on the chip reader or under the document camera, whichever works now.
Page {
    id: screen

    readonly property bool chip: screen.view.ways.includes("chip")
    readonly property bool scan: screen.view.ways.includes("scan")
    readonly property string guidance: screen.view.guidance.id
    // Something lies under the camera: the citizen sees what it sees.
    readonly property bool seen: screen.view.preview !== null && screen.guidance.startsWith("document.") && screen.guidance !== "document.no_document"
    readonly property var beside: ["card", "code"].filter(way => screen.view.ways.includes(way))
    readonly property bool idCard: screen.chip || screen.scan
    readonly property string way: screen.beside.length > 0 ? (screen.idCard ? ["id"] : []).concat(screen.beside).join("_") : screen.chip && screen.scan ? "both" : screen.chip ? "chip" : "scan"

    title: qsTrId("place_card." + screen.way + ".title")
    help: qsTrId("place_card." + screen.way + ".help")
    others: [{"id": "staff", "text": screen.beside.length > 0 ? qsTrId("place_card.no_card_any") : qsTrId("place_card.no_card")}]

    Item {
        id: middle
        width: screen.bodyWidth
        height: screen.bodyHeight

        readonly property real room: middle.height - pill.height - Theme.space - (screen.idCard && beside.visible ? beside.height + Theme.space : 0)

        DeskPicture {
            visible: !camera.visible && screen.idCard
            width: middle.width
            height: middle.room
            chip: screen.chip
            scan: screen.scan
            place: screen.seen || !screen.chip ? 1 : 0
            reading: screen.view.busy
        }
        CameraItem {
            id: camera
            visible: screen.seen
            width: Math.min(middle.width, middle.room * 4 / 3)
            height: width * 3 / 4
            x: (middle.width - width) / 2
            y: (middle.room - height) / 2
            ring: screen.seen ? screen.view.preview.ring : ""
            shape: "page"
            mirrored: screen.seen && screen.view.preview.mirrored
            backdrop: Theme.high ? "#222222" : "#2B3950"
        }
        Grid {
            id: beside
            visible: screen.beside.length > 0 && !camera.visible
            columns: screen.idCard && screen.beside.length > 1 && !Theme.large ? 2 : 1
            spacing: Theme.gap
            width: middle.width
            y: screen.idCard ? middle.room + Theme.space / 2 : (middle.room - height) / 2

            Repeater {
                model: screen.beside.length
                WayTile {
                    required property int index
                    way: screen.beside[index] ?? "card"
                    large: !screen.idCard
                    reading: screen.view.busy && (screen.guidance === "identify.reading_card") === (way === "card")
                    width: (beside.width - (beside.columns - 1) * Theme.gap) / beside.columns
                }
            }
        }
        Pill {
            id: pill
            x: (middle.width - width) / 2
            y: middle.height - height
            text: Words.say(screen.view.guidance)
            busy: screen.view.busy || screen.guidance.startsWith("identify.place") || screen.guidance === "document.no_document"
            glyph: "alert-circle"
            maximumWidth: screen.bodyWidth
        }
    }
}
