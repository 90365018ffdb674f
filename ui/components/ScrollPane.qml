pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// Content that may be taller than its place: it says so, and moves by one page at a touch.
Item {
    id: pane

    default property alias content: column.data
    property alias contentY: flick.contentY
    property alias spacing: column.spacing
    readonly property bool overflows: column.height > pane.height + 1
    readonly property int bar: Theme.touch + Theme.gap
    readonly property bool atTop: flick.contentY < 1
    readonly property bool atEnd: flick.contentY > flick.contentHeight - flick.height - 1
    readonly property real columnWidth: column.width

    // Bring the part of the content between `top` and `bottom` into sight.
    function reveal(top: real, bottom: real): void {
        const highest = Math.max(0, flick.contentHeight - flick.height);
        if (bottom - flick.contentY > flick.height)
            flick.contentY = Math.min(highest, bottom - flick.height);
        if (top < flick.contentY)
            flick.contentY = Math.max(0, top);
    }

    function turn(pages: int): void {
        const highest = Math.max(0, flick.contentHeight - flick.height);
        move.to = Math.max(0, Math.min(highest, flick.contentY + pages * flick.height * 0.8));
        move.restart();
    }

    Flickable {
        id: flick
        width: pane.width
        height: pane.height - (pane.overflows ? pane.bar : 0)
        contentWidth: width
        contentHeight: column.height
        clip: pane.overflows
        interactive: pane.overflows
        boundsBehavior: Flickable.StopAtBounds
        onContentHeightChanged: returnToBounds()
        onHeightChanged: returnToBounds()

        Column {
            id: column
            width: parent.width
            spacing: Theme.gap
        }
    }

    NumberAnimation {
        id: move
        target: flick
        property: "contentY"
        duration: Theme.calm
        easing.type: Easing.OutCubic
    }

    Rectangle {
        visible: pane.overflows && !pane.atEnd
        y: flick.height - height
        width: pane.width
        height: 48
        gradient: Gradient {
            GradientStop { position: 0; color: Qt.alpha(Theme.page, 0) }
            GradientStop { position: 1; color: Theme.page }
        }
    }

    component Turn: Touch {
        id: turner
        required property string glyph
        y: pane.height - height
        height: Theme.touch
        background: Rectangle {
            radius: Theme.radius
            color: turner.down ? Theme.pressedSoft : Theme.primarySoft
            border.width: Theme.high ? 3 : 0
            border.color: Theme.line
        }
        contentItem: Item {
            Row {
                anchors.centerIn: parent
                spacing: Theme.gap
                IconItem {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 44
                    height: 44
                    name: turner.glyph
                    color: Theme.primary
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: turner.text
                    color: Theme.primary
                    wrapMode: Text.NoWrap
                    Accessible.ignored: true
                }
            }
        }
    }

    Turn {
        objectName: "page-up"
        visible: pane.overflows && !pane.atTop
        width: pane.atEnd ? pane.width : (pane.width - Theme.gap) / 2
        glyph: "chevron-up"
        text: qsTrId("action.page_up")
        onClicked: pane.turn(-1)
    }
    Turn {
        objectName: "page-down"
        visible: pane.overflows && !pane.atEnd
        x: pane.atTop ? 0 : (pane.width + Theme.gap) / 2
        width: pane.atTop ? pane.width : (pane.width - Theme.gap) / 2
        glyph: "chevron-down"
        text: qsTrId("action.page_down")
        onClicked: pane.turn(1)
    }
}
