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
    readonly property string way: screen.chip && screen.scan ? "both" : screen.chip ? "chip" : "scan"

    title: qsTrId("place_card." + screen.way + ".title")
    help: qsTrId("place_card." + screen.way + ".help")
    others: [{"id": "staff", "text": qsTrId("place_card.no_card")}]

    Item {
        id: middle
        width: screen.bodyWidth
        height: screen.bodyHeight

        readonly property real room: middle.height - pill.height - Theme.space

        DeskPicture {
            visible: !camera.visible
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
        Pill {
            id: pill
            x: (middle.width - width) / 2
            y: middle.height - height
            text: Words.say(screen.view.guidance)
            busy: screen.view.busy || screen.guidance === "identify.place" || screen.guidance === "document.no_document"
            glyph: "alert-circle"
            maximumWidth: screen.bodyWidth
        }
    }
}
