pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// A check as it goes: what to do, shown; then what came of it.
Page {
    id: screen

    readonly property bool over: ["passed", "failed", "unsupported"].includes(screen.view.state)
    readonly property bool asks: screen.view.state === "question"
    readonly property bool live: screen.view.preview !== null

    title: screen.over ? qsTrId("check." + screen.view.state) : Words.say(screen.view.doing)
    help: qsTrId("device." + screen.view.kind) + " · " + qsTrId("check." + screen.view.level)
    primaryText: screen.asks ? qsTrId("check.yes") : screen.over ? qsTrId("check.done") : screen.view.level === "picture" ? qsTrId("check.enough") : qsTrId("check.stop")
    others: screen.asks ? [{"id": "no", "text": qsTrId("check.no")}] : screen.over ? [{"id": "again", "text": qsTrId("check.again")}] : []
    onPressed: screen.choose(screen.asks ? "yes" : screen.over ? "done" : "stop")

    ScrollPane {
        width: screen.bodyWidth
        height: screen.bodyHeight
        spacing: Theme.space

        Sheet {
            visible: screen.over
            width: screen.bodyWidth
            height: Math.max(152, told.height + 2 * Theme.space)
            border.width: screen.view.state === "passed" ? Theme.hairline : 4
            border.color: screen.view.state === "passed" ? Theme.line : mark.tone
            StateMark {
                id: mark
                x: Theme.space
                anchors.verticalCenter: parent.verticalCenter
                width: 96
                height: 96
                mark: screen.view.state
            }
            Column {
                id: told
                x: mark.x + mark.width + Theme.space
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - x - Theme.space
                Label {
                    objectName: "check-reason"
                    width: parent.width
                    text: Words.pick(screen.view.reason)
                    font.weight: Theme.bold
                }
                Label {
                    width: parent.width
                    visible: screen.view.action !== "none"
                    text: visible ? qsTrId("operator." + screen.view.action) : ""
                    color: Theme.muted
                }
            }
        }
        CameraItem {
            visible: screen.live
            anchors.horizontalCenter: parent.horizontalCenter
            height: Math.min(screen.bodyWidth * 3 / 4, screen.bodyHeight * 0.46)
            width: height * 4 / 3
            ring: screen.live ? screen.view.preview.ring : ""
            shape: "page"
            mirrored: screen.live && screen.view.preview.mirrored
            backdrop: Theme.high ? "#222222" : "#2B3950"
        }
        CheckPicture {
            visible: !screen.over && !screen.live
            width: screen.bodyWidth
            height: Math.min(420, screen.bodyHeight * 0.5)
            kind: screen.view.kind
            act: screen.view.picture
        }
        Label {
            objectName: "seconds"
            visible: !screen.over && screen.view.seconds > 0
            width: screen.bodyWidth
            horizontalAlignment: Text.AlignHCenter
            text: visible ? Words.say({"id": "check.seconds", "args": {"seconds": String(screen.view.seconds)}}) : ""
            color: Theme.muted
        }
        Rows {
            visible: screen.view.rows.length > 0
            width: screen.bodyWidth
            rows: screen.view.rows
            beside: true
        }
    }
}
