pragma ComponentBehavior: Bound

import QtQuick
import ui.native
import ui.theme

// The letters typed in pinyin, and the words they may stand for, a row at a time.
Item {
    id: bar

    property string letters: ""
    property int row: 0
    readonly property var offers: JSON.parse(pinyin.offers(bar.letters))
    readonly property var rows: bar.inRows(bar.offers, bar.width - typed.width - 2 * 88 - 3 * 12)
    readonly property var shown: bar.rows[bar.row] ?? []

    signal chosen(string word, int used)

    function widthOf(word: string): int {
        return Math.max(88, word.length * 46 + 36);
    }

    function inRows(offers: var, room: real): var {
        const rows = [];
        let left = 0;
        for (const offer of offers) {
            const width = bar.widthOf(offer[0]) + 12;
            if (rows.length === 0 || width > left) {
                rows.push([]);
                left = room;
            }
            rows[rows.length - 1].push(offer);
            left -= width;
        }
        return rows;
    }

    implicitHeight: 88
    onLettersChanged: bar.row = 0

    PinyinInput {
        id: pinyin
    }
    Label {
        id: typed
        objectName: "pinyin-letters"
        anchors.verticalCenter: parent.verticalCenter
        leftPadding: 8
        width: Math.max(96, implicitWidth + 12)
        text: bar.letters === "" ? qsTrId("key.chinese") : bar.letters
        font.pixelSize: 36
        color: bar.letters === "" ? Theme.muted : Theme.primary
        wrapMode: Text.NoWrap
    }
    Row {
        x: typed.width
        spacing: 12
        Repeater {
            model: bar.shown.length
            KeyCap {
                id: word
                required property int index
                readonly property var offer: bar.shown[word.index] ?? ["", 0]
                objectName: "candidate:" + word.index
                width: bar.widthOf(word.offer[0])
                height: bar.height
                text: word.offer[0]
                onClicked: bar.chosen(word.offer[0], word.offer[1])
            }
        }
    }
    KeyCap {
        objectName: "candidates-previous"
        visible: bar.row > 0
        x: bar.width - 2 * 88 - 12
        width: 88
        height: bar.height
        text: qsTrId("key.previous")
        glyph: "chevron-left"
        onClicked: bar.row -= 1
    }
    KeyCap {
        objectName: "candidates-next"
        visible: bar.row < bar.rows.length - 1
        x: bar.width - 88
        width: 88
        height: bar.height
        text: qsTrId("key.next")
        glyph: "chevron-right"
        onClicked: bar.row += 1
    }
}
