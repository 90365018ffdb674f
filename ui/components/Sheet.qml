pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// A clean sheet of paper.
Rectangle {
    color: Theme.surface
    radius: Theme.radius
    border.width: Theme.hairline
    border.color: Theme.line
}
