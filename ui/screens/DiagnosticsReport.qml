pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// The readiness report: what is tried now, what staff are to do, what came of each part.
Page {
    id: screen

    readonly property bool over: screen.view.ready !== null
    readonly property bool acts: !screen.over && screen.view.seconds > 0
    readonly property bool live: screen.acts && screen.view.preview !== null

    title: !screen.over ? qsTrId("report.making") : screen.view.ready ? qsTrId("report.ready") : qsTrId("report.not_ready")
    help: !screen.over ? (screen.view.doing ? Words.say(screen.view.doing) : "") : Words.say({"id": "report.number", "args": {"number": String(screen.view.report)}})
    primaryText: screen.over ? qsTrId("check.done") : qsTrId("check.stop")
    others: screen.over ? [{"id": "print", "text": qsTrId("report.print")}, {"id": "again", "text": qsTrId("check.again")}] : []
    onPressed: screen.choose(screen.over ? "done" : "stop")

    Column {
        id: top
        width: screen.bodyWidth
        spacing: Theme.gap

        CameraItem {
            visible: screen.live
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(screen.bodyWidth, height * 4 / 3)
            height: screen.wide ? 300 : 480
            ring: screen.live ? screen.view.preview.ring : ""
            shape: "page"
            mirrored: screen.live && screen.view.preview.mirrored
            backdrop: Theme.high ? "#222222" : "#2B3950"
        }
        CheckPicture {
            visible: screen.acts && !screen.live
            width: screen.bodyWidth
            height: screen.wide ? 240 : 320
            kind: "document_camera"
            act: screen.view.picture
        }
        Pill {
            visible: screen.view.printing !== "none"
            text: visible ? qsTrId("print." + screen.view.printing) : ""
            busy: screen.view.printing === "printing"
            glyph: screen.view.printing === "printed" ? "printer" : "alert-triangle"
            maximumWidth: screen.bodyWidth
        }
    }
    ScrollPane {
        y: top.height > 0 ? top.height + Theme.gap : 0
        width: screen.bodyWidth
        height: screen.bodyHeight - y
        LogList {
            width: screen.bodyWidth
            lines: screen.view.parts
        }
    }
}
