pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// The other ways: back, leave, help. Quiet, at the bottom, always in the same places.
Item {
    id: nav

    required property var chrome
    property var strip: null

    signal sent(var intent)

    height: Theme.navHeight

    QuietButton {
        id: back
        objectName: "back"
        anchors.verticalCenter: parent.verticalCenter
        visible: nav.chrome.can_back ?? false
        text: qsTrId("action.back")
        glyph: "arrow-left"
        onClicked: nav.sent({"intent": "back"})
    }
    QuietButton {
        id: leave
        objectName: "leave"
        anchors.verticalCenter: parent.verticalCenter
        x: nav.strip ? (back.visible ? back.width + Theme.gap : 0) : (nav.width - width) / 2
        visible: nav.chrome.can_leave ?? false
        text: qsTrId("action.leave")
        glyph: "door-exit"
        onClicked: nav.sent({"intent": "leave"})
    }
    Strip {
        visible: nav.strip !== null
        anchors.verticalCenter: parent.verticalCenter
        x: (leave.visible ? leave.x + leave.width : back.width) + Theme.gap
        width: help.x - x - Theme.gap
        message: nav.strip
    }
    QuietButton {
        id: help
        objectName: "help"
        anchors.verticalCenter: parent.verticalCenter
        x: nav.width - width
        visible: nav.chrome.can_help ?? false
        text: qsTrId("action.help")
        glyph: "help-circle"
        onClicked: nav.sent({"intent": "help"})
    }
}
