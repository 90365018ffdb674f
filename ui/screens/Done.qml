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
        spacing: screen.wide ? Theme.gap : Theme.space

        Item {
            width: parent.width
            height: Math.max(told.height, receipt.visible ? receipt.height : 0)

            Column {
                id: told
                width: parent.width - (receipt.visible ? receipt.width + Theme.space : 0)
                spacing: Theme.gap + 8

                Sheet {
                    width: parent.width
                    height: number.height + 2 * 24
                    color: Theme.successSoft
                    border.color: Theme.success

                    Column {
                        id: number
                        x: 28
                        y: 24
                        width: parent.width - 2 * x
                        Row {
                            spacing: Theme.gap
                            IconItem {
                                anchors.verticalCenter: parent.verticalCenter
                                width: 52
                                height: 52
                                name: screen.view.received ? "circle-check" : "shield-check"
                                color: Theme.success
                            }
                            Label {
                                anchors.verticalCenter: parent.verticalCenter
                                text: screen.view.received ? qsTrId("done.number") : qsTrId("done.reference")
                                color: Theme.success
                            }
                        }
                        Label {
                            objectName: "number"
                            width: parent.width
                            text: Words.grouped(screen.view.received ? screen.view.application : screen.view.reference)
                            font.pixelSize: Math.min(72, Theme.heading)
                            font.weight: Theme.bold
                            fontSizeMode: Text.HorizontalFit
                            minimumPixelSize: 40
                            wrapMode: Text.NoWrap
                        }
                    }
                }
                Row {
                    visible: screen.view.printing !== "none" || screen.view.printer !== null
                    x: 4
                    spacing: Theme.gap
                    IconItem {
                        y: (note.height / note.lineCount - height) / 2
                        width: 48
                        height: 48
                        name: screen.trouble ? "alert-triangle" : "printer"
                        color: note.color
                    }
                    Label {
                        id: note
                        objectName: "print-state"
                        width: told.width - 68
                        text: screen.view.printer ? Words.say(screen.view.printer) : screen.view.printing === "none" ? "" : qsTrId("print." + screen.view.printing)
                        color: screen.trouble ? Theme.warning : Theme.ink
                    }
                }
            }
            ReceiptPicture {
                id: receipt
                visible: screen.paper && !Theme.large
                x: parent.width - width
                width: 296
                height: Math.max(told.height, screen.wide ? 272 : 320)
                lines: screen.view.receipt_lines
                qr: screen.view.qr
            }
        }

        Sheet {
            visible: screen.view.timeline.length > 0
            width: parent.width
            height: next.height + 2 * next.y

            Column {
                id: next
                x: Theme.space
                y: screen.wide ? 20 : 28
                width: parent.width - 2 * x
                spacing: screen.wide ? Theme.gap : 24

                Label {
                    width: parent.width
                    text: qsTrId("done.next")
                    font.weight: Theme.bold
                }
                Timeline {
                    width: parent.width
                    entries: screen.view.timeline
                    brief: !Theme.large
                }
            }
        }
    }
}
