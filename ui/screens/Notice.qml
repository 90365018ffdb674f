pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// Something is not as hoped: what happened, what is safe, what to do. Calm, never red.
Page {
    id: screen

    readonly property var primaryAction: screen.view.actions.find(action => action.primary) ?? screen.view.actions[0] ?? null
    readonly property var icons: ({"trouble": "alert-circle", "staff": "users", "question": "help-circle", "offline": "cloud-off"})

    title: Words.say(screen.view.title)
    primaryText: screen.primaryAction ? Words.say(screen.primaryAction.label) : ""
    others: screen.view.actions.filter(action => action !== screen.primaryAction).map(action => ({"id": action.id, "text": Words.say(action.label)}))
    onPressed: screen.choose(screen.primaryAction.id)

    ScrollPane {
        width: screen.bodyWidth
        height: screen.bodyHeight
        spacing: screen.wide ? Theme.space : Theme.margin

        Label {
            objectName: "notice-body"
            width: parent.width
            text: Words.lines(Words.say(screen.view.body))
            font.pixelSize: Theme.large ? Theme.body : 44
            lineHeight: 1.05
        }
        Sheet {
            visible: screen.view.ticket !== ""
            width: parent.width
            height: ticket.height + 2 * Theme.space
            Column {
                id: ticket
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
                    font.pixelSize: 160
                    font.weight: Theme.bold
                    color: Theme.primary
                }
            }
        }
        Item {
            visible: screen.view.ticket === ""
            width: parent.width
            height: screen.wide ? 240 : 320
            Rectangle {
                anchors.centerIn: parent
                width: screen.wide ? 220 : 280
                height: width
                radius: width / 2
                color: screen.view.kind === "trouble" || screen.view.kind === "offline" ? Theme.warningSoft : Theme.primarySoft
                border.width: Theme.high ? 4 : 0
                border.color: Theme.line
                IconItem {
                    anchors.centerIn: parent
                    width: screen.wide ? 120 : 152
                    height: width
                    name: screen.icons[screen.view.kind]
                    color: screen.view.kind === "trouble" || screen.view.kind === "offline" ? Theme.warning : Theme.primary
                }
            }
        }
        Rectangle {
            visible: screen.view.safe !== null
            width: parent.width
            height: safe.height + 2 * Theme.space
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
                id: safe
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
