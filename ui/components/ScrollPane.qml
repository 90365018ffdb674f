import QtQuick
import ui.native
import ui.theme

// Content that may be taller than its place: it says so, and moves by one page at a touch.
Item {
    id: pane

    default property alias content: column.data
    property alias contentY: flick.contentY
    property alias spacing: column.spacing
    readonly property bool overflows: flick.contentHeight > pane.height + 1
    readonly property int bar: Theme.touch + Theme.gap
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
        width: pane.width - (pane.overflows ? pane.bar : 0)
        height: pane.height
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

    component Turn: Touch {
        id: turner
        required property string glyph
        visible: pane.overflows
        anchors.right: pane.right
        width: Theme.touch
        height: Theme.touch
        opacity: turner.enabled ? 1 : 0.3
        background: Rectangle {
            radius: Theme.radius
            color: turner.down ? Theme.pressedSoft : Theme.surface
            border.width: Theme.hairline
            border.color: Theme.control
        }
        contentItem: Item {
            IconItem {
                anchors.centerIn: parent
                width: 48
                height: 48
                name: turner.glyph
                color: Theme.primary
            }
        }
    }

    Turn {
        objectName: "page-up"
        glyph: "chevron-up"
        text: qsTrId("action.page_up")
        anchors.top: pane.top
        enabled: flick.contentY > 1
        onClicked: pane.turn(-1)
    }
    Turn {
        objectName: "page-down"
        glyph: "chevron-down"
        text: qsTrId("action.page_down")
        anchors.bottom: pane.bottom
        enabled: flick.contentY < flick.contentHeight - flick.height - 1
        onClicked: pane.turn(1)
    }
}
