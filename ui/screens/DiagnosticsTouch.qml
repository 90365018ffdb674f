pragma ComponentBehavior: Bound

import QtQuick
import ui.theme
import ui.components

// A grid to wipe over: every field that felt the finger is filled.
Page {
    id: screen

    property var felt: ({})
    property int count: 0
    readonly property int fields: screen.view.columns * screen.view.rows
    readonly property bool whole: screen.count === screen.fields

    title: qsTrId("touch.title")
    help: screen.whole ? qsTrId("touch.whole") : Words.say({"id": "touch.help", "args": {"left": String(screen.fields - screen.count)}})
    primaryText: qsTrId("check.done")
    primaryEnabled: screen.whole
    others: [{"id": "broken", "text": qsTrId("touch.broken")}]
    onPressed: screen.choose("whole")

    function feel(x: real, y: real): void {
        const column = Math.floor(x / grid.width * screen.view.columns);
        const row = Math.floor(y / grid.height * screen.view.rows);
        if (column < 0 || row < 0 || column >= screen.view.columns || row >= screen.view.rows)
            return;
        const field = row * screen.view.columns + column;
        if (screen.felt[field])
            return;
        screen.felt[field] = true;
        screen.count += 1;
        const item = cells.itemAt(field);
        if (item)
            item.color = Theme.success;
    }

    Item {
        id: grid
        objectName: "grid"
        width: screen.bodyWidth
        height: screen.bodyHeight

        Repeater {
            id: cells
            model: screen.fields
            Rectangle {
                id: cell
                required property int index
                x: cell.index % screen.view.columns * grid.width / screen.view.columns
                y: Math.floor(cell.index / screen.view.columns) * grid.height / screen.view.rows
                width: grid.width / screen.view.columns
                height: grid.height / screen.view.rows
                color: Theme.surface
                border.width: Theme.hairline
                border.color: Theme.control
            }
        }
        MultiPointTouchArea {
            anchors.fill: parent
            mouseEnabled: true
            onPressed: points => points.forEach(point => screen.feel(point.x, point.y))
            onUpdated: points => points.forEach(point => screen.feel(point.x, point.y))
        }
    }
}
