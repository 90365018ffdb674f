pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// Says on every screen that nothing here is real.
Rectangle {
    height: Theme.bannerHeight
    color: Theme.high ? "#000000" : "#FFF4D6"

    Label {
        objectName: "simulation"
        anchors.centerIn: parent
        text: qsTrId("simulation.banner")
        font.pixelSize: 32
        color: Theme.warning
        wrapMode: Text.NoWrap
    }
    Rectangle {
        width: parent.width
        height: Theme.hairline
        anchors.bottom: parent.bottom
        color: Theme.warning
        opacity: 0.4
    }
}
