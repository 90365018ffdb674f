pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// Something is not as hoped: what happened, what is safe, what to do. Calm, never red.
Page {
    id: screen

    readonly property var primaryAction: screen.view.actions.find(action => action.primary) ?? screen.view.actions[0] ?? null
    readonly property bool calm: screen.view.kind === "question" || screen.view.kind === "staff"
    // No attempt is left: only staff can go on, and trying again is not spoken of.
    readonly property bool spent: screen.view.body.args.left === "0"
    readonly property var kinds: ({"trouble": "alert-circle", "staff": "users", "question": "help-circle", "offline": "cloud-off"})
    readonly property var pictures: ({
        "camera_gone": "camera-off",
        "stale": "camera-off",
        "vision_restarted": "camera-off",
        "no_match": "face-id",
        "not_live": "face-id",
        "several_faces": "users",
        "timed_out": "clock",
        "session_expired": "clock",
        "no_card_reading": "id",
        "not_a_card": "id",
        "blurred": "id",
        "glare": "id",
        "covered": "id",
        "bad_check_digit": "id",
        "expired": "id",
        "low_confidence": "id",
        "bad_document_photo": "id",
        "bad_reference_photo": "face-id",
        "no_photo_to_compare": "id",
        "chip_reader_silent": "nfc",
        "printer_out_of_paper": "printer",
        "printer_cover_open": "printer",
        "printer_gone": "printer",
        "print_again": "printer",
        "reprint_question": "printer",
        "leave_question": "door-exit",
        "help": "hand-stop",
        "assurance_too_low": "shield-check",
        "already_submitted": "list-search",
        "kept_safely": "shield-check"
    })
    readonly property string picture: screen.spent ? "users" : screen.pictures[screen.view.title.id.split(".")[1]] ?? screen.kinds[screen.view.kind]

    title: Words.say(screen.view.title)
    primaryText: screen.primaryAction ? Words.say(screen.primaryAction.label) : ""
    others: screen.view.actions.filter(action => action !== screen.primaryAction).map(action => ({"id": action.id, "text": Words.say(action.label)}))
    onPressed: screen.choose(screen.primaryAction.id)

    ScrollPane {
        id: pane
        width: screen.bodyWidth
        height: screen.bodyHeight
        spacing: Theme.space

        Label {
            id: told
            objectName: "notice-body"
            width: parent.width
            text: screen.spent ? qsTrId("notice.face_failed.body") : [screen.view.detail ? Words.lines(Words.pick(screen.view.detail)) : "", Words.lines(Words.say(screen.view.body)).trim()].filter(text => text).join("\n")
            font.pixelSize: Theme.large ? Theme.body : 44
            lineHeight: 1.05
        }
        // The picture, or the ticket, in the middle of what is left between the words and what is safe.
        Item {
            id: middle
            readonly property real rest: pane.height - told.height - Theme.space - (safe.visible ? safe.height + Theme.space : 0)
            readonly property real least: ticket.visible ? ticket.height : screen.wide ? 220 : 280
            width: parent.width
            height: Math.max(middle.least, middle.rest)

            Rectangle {
                visible: !ticket.visible
                anchors.centerIn: parent
                width: Math.max(middle.least, Math.min(400, middle.height - Theme.margin))
                height: width
                radius: width / 2
                color: screen.calm ? Theme.primarySoft : Theme.warningSoft
                border.width: Theme.high ? 4 : 0
                border.color: Theme.line
                IconItem {
                    anchors.centerIn: parent
                    width: parent.width * 0.54
                    height: width
                    name: screen.picture
                    color: screen.calm ? Theme.primary : Theme.warning
                }
            }
            Sheet {
                id: ticket
                visible: screen.view.ticket !== ""
                anchors.centerIn: parent
                width: parent.width
                height: number.height + 2 * Theme.space
                Column {
                    id: number
                    anchors.centerIn: parent
                    width: parent.width - 2 * Theme.space
                    Label {
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: qsTrId("notice.ticket")
                        color: Theme.muted
                    }
                    Label {
                        objectName: "ticket"
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        text: screen.view.ticket
                        font.pixelSize: screen.wide && Theme.large ? 112 : 160
                        font.weight: Theme.bold
                        color: Theme.primary
                    }
                }
            }
        }
        Rectangle {
            id: safe
            visible: screen.view.safe !== null
            width: parent.width
            height: reassurance.height + 2 * Theme.space
            radius: Theme.radius
            color: Theme.successSoft
            border.width: Theme.high ? 3 : 0
            border.color: Theme.line
            IconItem {
                x: Theme.space
                anchors.verticalCenter: parent.verticalCenter
                width: 64
                height: 64
                name: "shield-check"
                color: Theme.success
            }
            Label {
                id: reassurance
                objectName: "notice-safe"
                x: Theme.space + 64 + Theme.space
                y: Theme.space
                width: parent.width - x - Theme.space
                text: Words.say(screen.view.safe)
                color: Theme.success
            }
        }
    }
}
