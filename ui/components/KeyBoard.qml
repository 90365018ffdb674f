pragma ComponentBehavior: Bound

import QtQuick
import ui.theme

// Keys on the screen: figures for numbers and dates; letters for texts, as they are or as pinyin.
Rectangle {
    id: board

    property string kind: "digits"
    property bool compact: false
    property bool capitals: false
    property bool chinese: Words.language === "zh"
    property string letters: ""
    property bool closable: true
    readonly property bool words: board.kind === "text"
    readonly property bool composing: board.words && board.chinese
    readonly property var rows: board.words ? ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"] : ["123", "456", "789", " 0<"]
    readonly property int keyHeight: board.compact ? (board.words ? 72 : 76) : (board.words ? 88 : Theme.key)

    signal typed(string text)
    signal erased()
    signal finished()

    function press(key: string): void {
        if (board.composing && /^[a-z']$/.test(key))
            board.letters += key;
        else if (key === " " && board.letters !== "")
            board.takeFirst();
        else {
            board.settle();
            board.typed(key);
        }
    }

    function erase(): void {
        if (board.letters !== "")
            board.letters = board.letters.slice(0, -1);
        else
            board.erased();
    }

    function take(word: string, used: int): void {
        board.letters = board.letters.slice(used);
        board.typed(word);
    }

    function takeFirst(): void {
        const first = candidates.offers[0];
        if (first)
            board.take(first[0], first[1]);
        else
            board.take(board.letters, board.letters.length);
    }

    // Turn what is still letters into words.
    function settle(): void {
        while (board.letters !== "")
            board.takeFirst();
    }

    onVisibleChanged: {
        board.letters = "";
        board.capitals = false;
    }

    implicitHeight: column.height + 2 * Theme.gap
    radius: Theme.radius
    color: Theme.high ? "#000000" : "#E1E8F1"
    border.width: Theme.high ? 4 : 0
    border.color: Theme.line

    Column {
        id: column
        x: Theme.gap
        y: Theme.gap
        width: parent.width - 2 * Theme.gap
        spacing: 12

        Candidates {
            id: candidates
            visible: board.composing
            width: parent.width
            letters: board.letters
            onChosen: (word, used) => board.take(word, used)
        }
        Repeater {
            model: board.rows
            Row {
                id: row
                required property string modelData
                readonly property bool last: row.modelData === "zxcvbnm"
                readonly property real pitch: (column.width + 12) / (board.words ? 10 : 3)
                x: (column.width - width) / 2
                spacing: 12

                KeyCap {
                    visible: row.last
                    objectName: "key:shift"
                    width: row.pitch * 1.5 - 12
                    height: board.keyHeight
                    enabled: !board.chinese
                    opacity: board.chinese ? 0.35 : 1
                    text: qsTrId("key.shift")
                    glyph: "arrow-big-up"
                    onClicked: board.capitals = !board.capitals
                }
                Repeater {
                    model: row.modelData.split("")
                    KeyCap {
                        id: one
                        required property string modelData
                        readonly property bool erase: one.modelData === "<"
                        readonly property bool none: one.modelData === " "
                        enabled: !one.none
                        opacity: one.none ? 0 : 1
                        objectName: one.erase ? "key:erase" : one.none ? "key:none" : "key:" + one.modelData
                        width: row.pitch - 12
                        height: board.keyHeight
                        text: one.erase ? qsTrId("key.erase") : one.none ? "–" : board.capitals ? one.modelData.toUpperCase() : one.modelData
                        glyph: one.erase ? "backspace" : ""
                        onClicked: one.erase ? board.erase() : board.press(one.text)
                    }
                }
                KeyCap {
                    visible: row.last
                    objectName: "key:erase"
                    width: row.pitch * 1.5 - 12
                    height: board.keyHeight
                    text: qsTrId("key.erase")
                    glyph: "backspace"
                    onClicked: board.erase()
                }
            }
        }
        Row {
            visible: board.words || board.closable
            spacing: 12
            KeyCap {
                visible: board.words
                objectName: "key:mode"
                width: column.width * 0.18
                height: done.height
                text: board.chinese ? qsTrId("key.latin") : qsTrId("key.chinese")
                onClicked: {
                    board.settle();
                    board.capitals = false;
                    board.chinese = !board.chinese;
                }
            }
            KeyCap {
                visible: board.words
                objectName: "key:space"
                width: column.width * 0.52 - 24
                height: done.height
                text: qsTrId("key.space")
                onClicked: board.press(" ")
            }
            KeyCap {
                id: done
                objectName: "key:done"
                width: board.words ? column.width * 0.3 : column.width
                height: board.compact ? 84 : 96
                strong: true
                text: qsTrId("key.done")
                onClicked: {
                    board.settle();
                    board.finished();
                }
            }
        }
    }
}
