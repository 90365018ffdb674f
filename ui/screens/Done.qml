pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// It is sent, or kept safely here: the number, what happens next, the receipt.
Page {
    id: screen

    readonly property var primaryAction: screen.view.actions.find(action => action.primary) ?? null
    readonly property bool paper: screen.view.receipt_lines.length > 0 && (screen.view.printing === "printing" || screen.view.printing === "printed")

    readonly property bool trouble: screen.view.printing === "failed" || screen.view.printing === "unconfirmed"

    title: screen.view.received ? qsTrId("done.received.title") : qsTrId("done.kept.title")
    help: screen.view.received ? Words.pick(screen.view.service) : qsTrId("done.kept.help")
    primaryText: screen.primaryAction ? Words.say(screen.primaryAction.label) : ""
    others: screen.view.actions.filter(action => action !== screen.primaryAction).map(action => ({"id": action.id, "text": Words.say(action.label)}))
    fullHeight: false
    onPressed: screen.choose(screen.primaryAction.id)

    ScrollPane {
        id: pane
        width: screen.bodyWidth
        height: screen.bodyHeight
        spacing: Theme.gap + 8

        Sheet {
            width: parent.width
            height: number.height + 2 * 24
            color: Theme.successSoft
            border.color: Theme.success

            IconItem {
                x: Theme.space
                anchors.verticalCenter: parent.verticalCenter
                width: 104
                height: 104
                name: screen.view.received ? "circle-check" : "shield-check"
                color: Theme.success
            }
            Column {
                id: number
                x: Theme.space + 104 + Theme.space
                y: 24
                width: parent.width - x - Theme.space
                Label {
                    width: parent.width
                    text: screen.view.received ? qsTrId("done.number") : qsTrId("done.reference")
                    color: Theme.success
                }
                Label {
                    objectName: "number"
                    width: parent.width
                    text: Words.grouped(screen.view.received ? screen.view.application : screen.view.reference)
                    font.pixelSize: Math.min(72, Theme.heading)
                    font.weight: Theme.bold
                }
            }
        }

        Row {
            visible: screen.view.printing !== "none" || screen.view.printer !== null
            spacing: Theme.gap
            IconItem {
                y: 6
                width: 48
                height: 48
                name: screen.trouble ? "alert-triangle" : "printer"
                color: note.color
            }
            Label {
                id: note
                objectName: "print-state"
                width: pane.columnWidth - 64
                text: screen.view.printer ? Words.say(screen.view.printer) : screen.view.printing === "none" ? "" : qsTrId("print." + screen.view.printing)
                color: screen.trouble ? Theme.warning : Theme.ink
            }
        }

        Item {
            width: parent.width
            height: Math.max(next.height, receipt.visible ? receipt.height : 0)

            Column {
                id: next
                width: parent.width - (receipt.visible ? receipt.width + Theme.space : 0)
                spacing: Theme.gap

                Label {
                    width: parent.width
                    visible: screen.view.timeline.length > 0
                    text: qsTrId("done.next")
                    font.weight: Theme.bold
                    bottomPadding: 8
                }
                Timeline {
                    width: parent.width
                    entries: screen.view.timeline
                }
            }
            ReceiptPicture {
                id: receipt
                visible: screen.paper && !Theme.large
                x: parent.width - width
                width: 320
                height: screen.wide ? 300 : 500
                lines: screen.view.receipt_lines
                qr: screen.view.qr
            }
        }
    }
}
