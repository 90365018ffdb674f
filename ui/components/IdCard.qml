pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// An ID card as a sign: lines, a portrait, a number; nobody's.
Rectangle {
    id: card

    width: 300
    height: 190
    radius: 14
    color: "#F8FBFF"
    border.width: 3
    border.color: "#5F82A8"

    component Line: Rectangle {
        x: 24
        height: 12
        radius: 6
        color: "#BDD0E4"
    }

    Line {
        y: 26
        width: 92
        color: "#7F9DBE"
    }
    Line {
        y: 54
        width: 138
    }
    Line {
        y: 82
        width: 124
    }
    Line {
        y: 110
        width: 96
    }
    Line {
        y: 150
        width: 252
        height: 14
        color: "#7F9DBE"
    }
    Rectangle {
        x: 192
        y: 22
        width: 86
        height: 108
        radius: 8
        color: "#DCE8F4"
        IconItem {
            anchors.centerIn: parent
            width: 80
            height: 80
            name: "user"
            color: "#5F82A8"
        }
    }
}
