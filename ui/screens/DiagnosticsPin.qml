pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme
import ui.components

// Staff's PIN. What is typed stays here until it is sent, and shows as dots.
Page {
    id: screen

    property string pin: ""
    readonly property bool closed: screen.view.locked || screen.view.wait_s > 0

    onClosedChanged: screen.pin = ""

    title: qsTrId("pin.title")
    help: screen.view.card ? qsTrId("pin.help_card") : qsTrId("pin.help")
    primaryText: qsTrId("pin.enter")
    primaryEnabled: !screen.closed && !screen.view.judging && screen.pin.length >= 6
    onPressed: {
        screen.sent({"intent": "submit", "values": {"pin": screen.pin}});
        screen.pin = "";
    }

    Column {
        width: screen.bodyWidth
        spacing: Theme.space

        Sheet {
            width: parent.width
            height: 128
            Row {
                anchors.centerIn: parent
                spacing: Theme.gap
                Repeater {
                    model: Math.max(6, screen.pin.length)
                    Rectangle {
                        id: dot
                        required property int index
                        width: 40
                        height: 40
                        radius: 20
                        color: dot.index < screen.pin.length ? Theme.ink : "transparent"
                        border.width: 4
                        border.color: Theme.control
                    }
                }
            }
        }
        // Its place is kept while it says nothing: keys do not move under a finger.
        Item {
            id: standing
            width: parent.width
            height: Math.max(96, said.visible ? said.height : 0)
            Pill {
                id: said
                visible: screen.closed || screen.view.wrong || screen.view.judging
                text: screen.view.locked ? qsTrId("pin.locked") : screen.view.judging ? qsTrId("pin.judging") : screen.view.wait_s > 0 ? Words.say({"id": "pin.wait", "args": {"seconds": String(screen.view.wait_s)}}) : Words.say({"id": "pin.wrong", "args": {"left": String(screen.view.tries_left)}})
                busy: screen.view.judging
                glyph: screen.view.locked ? "lock" : screen.view.wait_s > 0 ? "clock" : "alert-circle"
                tone: screen.view.judging ? Theme.primary : Theme.warning
                ground: screen.view.judging ? Theme.primarySoft : Theme.warningSoft
                maximumWidth: standing.width
            }
        }
        KeyBoard {
            visible: !screen.closed
            width: parent.width
            kind: "digits"
            compact: screen.wide
            closable: false
            onTyped: text => {
                if (/^[0-9]$/.test(text) && screen.pin.length < 12)
                    screen.pin += text;
            }
            onErased: screen.pin = screen.pin.slice(0, -1)
        }
    }
}
