import QtQuick
import ui.native
import ui.theme
import ui.components

// Nobody is here: the city, the hall's name, and where to touch.
Page {
    id: screen

    readonly property bool open: screen.view.open

    Rectangle {
        parent: screen
        anchors.fill: parent
        z: -1
        color: Theme.page
    }
    Touch {
        parent: screen
        anchors.fill: parent
        z: 0
        objectName: "start-anywhere"
        enabled: screen.open
        focusPolicy: Qt.NoFocus
        text: qsTrId("attract.touch")
        onClicked: screen.sent({"intent": "start"})
    }
    Label {
        parent: screen
        y: 400
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: Words.pick(screen.view.chrome.hall)
        font.pixelSize: Theme.display
    }
    BigButton {
        parent: screen
        objectName: "primary"
        visible: screen.open
        anchors.horizontalCenter: parent.horizontalCenter
        y: screen.height - 360
        text: qsTrId("attract.touch")
        onClicked: screen.sent({"intent": "start"})
    }
}
