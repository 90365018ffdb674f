"""Signed notes, policies, proofs and receipt codes: what is accepted, and that nothing else is."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from evidence_logs import ORIGIN, checkpoint_note, plain_root, signer, witness_signer
from hypothesis import given, settings
from hypothesis import strategies as st

from central.evidence import (
    base45,
    checkpoints,
    commands,
    notes,
    policy,
    promises,
    proofs,
    receipt_code,
    tiles,
    tlog_proof,
)
from central.evidence.notes import BadNote, Note
from central.evidence.policy import Group, NotTrusted, Policy, Witness
from central.evidence.receipt_code import Opening
from central.evidence.tlog_proof import TlogProof

LOG, PROMISER = signer(ORIGIN), signer(ORIGIN + promises.SUFFIX)
FINANCE, AUDIT, BANK = (witness_signer(f"{name}.example/witness") for name in ("finance", "audit", "bank"))
TRUSTED = Policy(
    (LOG.key, PROMISER.key),
    tuple(Witness(each.name.split(".")[0], each.key) for each in (FINANCE, AUDIT, BANK)),
    {"two": Group(2, ("finance", "audit", "bank"))},
    "two",
)
OPENING = Opening(b"s" * 16, '{"content":{"number":"NN2611240000010"},"kind":"submission.received","subject":"K5MPG"}')
ENTRIES = [number.to_bytes(32, "big") for number in range(299)]
AT = 1_795_000_000

# c2sp.org/signed-note: the specification's own example.
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)


def proof(index: int = 123, size: int = 300, by: tuple = (FINANCE, BANK)) -> TlogProof:
    entries = [*ENTRIES[:index], OPENING.entry, *ENTRIES[index:]][:size]
    held = tiles.grow(0, entries, lambda *_: b"")
    path = proofs.inclusion(index, size, tiles.Nodes(lambda *key: held[key], size))
    note = checkpoint_note(LOG, entries)
    return TlogProof(index, tuple(path), note.with_signatures(each.sign(note.text, AT) for each in by), OPENING.raw)


def test_the_specifications_example_is_verified() -> None:
    key = notes.verifier_key(EXAMPLE_KEY)
    assert str(key) == EXAMPLE_KEY
    assert notes.signed_by(notes.parse(EXAMPLE), [key]) == {"example.com/foo": 0}
    assert str(notes.parse(EXAMPLE)) == EXAMPLE
    with pytest.raises(BadNote, match="signature-invalid"):
        notes.signed_by(notes.parse(EXAMPLE.replace("an example", "no example")), [key])


@pytest.mark.parametrize(
    "content",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\nno signature\n",
        "text\n\n— name AAAA\n",
        "text\n\n— na+me AAAAAAAAAAAA\n",
        "text\n\n— name !!!\n",
        "te\x01xt\n\n— name AAAAAAAAAAAA\n",
        "text\n\n— name AAAAAAAAAAAA",
        "text\n\n" + "— name AAAAAAAAAAAA\n" * 65,
    ],
)
def test_what_is_no_note_is_refused(content: str) -> None:
    with pytest.raises(BadNote):
        notes.parse(content)


@given(st.text(max_size=200))
def test_no_text_at_all_breaks_the_readers(text: str) -> None:
    for read in (notes.parse, notes.verifier_key, checkpoints.parse, tlog_proof.parse, promises.parse):
        with suppress(BadNote):
            read(text)
    with pytest.raises(BadNote):
        receipt_code.read(receipt_code.PREFIX + text, TRUSTED)


def test_signatures_of_others_are_passed_over_and_a_wrong_one_of_a_known_key_is_not() -> None:
    note = checkpoint_note(LOG, ENTRIES).with_signatures([signer("other.example").sign("something else")])
    assert notes.signed_by(note, [LOG.key]) == {ORIGIN: 0}
    wrong = replace(note.signatures[0], value=bytes(64))
    with pytest.raises(BadNote):
        notes.signed_by(Note(note.text, (wrong,)), [LOG.key])


def test_a_cosignature_is_over_the_time_too() -> None:
    note = checkpoint_note(LOG, ENTRIES)
    cosigned = FINANCE.sign(note.text, AT)
    assert FINANCE.key.verify(note.text, cosigned.value) == AT
    later = (AT + 1).to_bytes(8, "big") + cosigned.value[8:]
    with pytest.raises(BadNote):
        FINANCE.key.verify(note.text, later)


def test_a_policy_is_read_as_it_was_written() -> None:
    assert policy.parse(str(TRUSTED)) == TRUSTED
    nested = f"# keys\n{TRUSTED}".replace("quorum two", "group all-of all two finance\n quorum\tall-of")
    assert policy.parse(nested).groups["all-of"] == Group(2, ("two", "finance"))


@pytest.mark.parametrize(
    "line",
    [
        "quorum three",
        "group two any finance",
        "group x 4 finance audit bank",
        "group x any nobody",
        "log x",
        "what ever",
        "witness finance {bank}",
        "witness again {finance}",
        "witness new {log}",
        "log {finance}",
    ],
)
def test_a_policy_that_cannot_be_meant_is_refused(line: str) -> None:
    head = str(TRUSTED).replace("quorum two\n", "")
    with pytest.raises(ValueError, match=r"line \d+|no quorum"):
        policy.parse(head + line.format(bank=BANK.key, finance=FINANCE.key, log=LOG.key) + "\n")


@pytest.mark.parametrize(
    ("by", "enough"),
    [((FINANCE, BANK), True), ((FINANCE, AUDIT, BANK), True), ((AUDIT,), False), ((), False), ((AUDIT, AUDIT), False)],
)
def test_enough_witnesses_must_have_cosigned(by: tuple, enough: bool) -> None:
    given_proof = proof(by=by)
    if enough:
        assert set(tlog_proof.verify(given_proof, OPENING.entry, TRUSTED).seen.values()) == {AT}
        return
    with pytest.raises(NotTrusted, match="witnesses-missing"):
        tlog_proof.verify(given_proof, OPENING.entry, TRUSTED)


def test_a_proof_is_read_as_it_was_written() -> None:
    text = str(proof())
    assert text.startswith("c2sp.org/tlog-proof@v1\nextra ")
    assert tlog_proof.parse(text) == proof()
    assert tlog_proof.parse(str(proof().bare())) == proof().bare()


def test_a_proof_of_something_else_is_refused() -> None:
    with pytest.raises(proofs.NotProven):
        tlog_proof.verify(proof(), Opening(OPENING.salt, "{}").entry, TRUSTED)
    with pytest.raises(NotTrusted, match="log-unknown"):
        tlog_proof.verify(proof(), OPENING.entry, replace(TRUSTED, logs=(signer("else.example").key,)))
    with pytest.raises(NotTrusted, match="log-signature-missing"):
        tlog_proof.verify(proof(), OPENING.entry, replace(TRUSTED, logs=(signer(ORIGIN).key,)))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 300), st.data())
def test_a_receipts_code_holds_the_whole_proof(size: int, data: st.DataObject) -> None:
    made = proof(data.draw(st.integers(0, size - 1)), size)
    code = receipt_code.of_proof(OPENING, made)
    opening, read = receipt_code.read(code, TRUSTED)
    assert (opening, read) == (OPENING, made)
    assert set(code) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_receipts_code_with_anything_changed_proves_nothing_else(data: st.DataObject) -> None:
    made = proof(by=(FINANCE, AUDIT, BANK))
    raw = bytearray(base45.decode(receipt_code.of_proof(OPENING, made).removeprefix(receipt_code.PREFIX)))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    every = replace(TRUSTED, groups={"all": Group(3, ("finance", "audit", "bank"))}, quorum="all")
    assert proven(made, OPENING, every) == OPENING
    with suppress(BadNote, NotTrusted, proofs.NotProven):
        opening, read = receipt_code.read(receipt_code.PREFIX + base45.encode(bytes(raw)), every)
        assert isinstance(read, TlogProof)
        assert proven(read, opening, every) == OPENING


def proven(made: TlogProof, opening: Opening, by: Policy) -> Opening:
    tlog_proof.verify(made, opening.entry, by)
    return opening


def test_a_promise_binds_the_log_to_one_entry() -> None:
    note = promises.give(PROMISER, ORIGIN, OPENING.entry, AT)
    assert receipt_code.read(receipt_code.of_promise(OPENING, note), TRUSTED) == (OPENING, note)
    assert promises.verify(note, OPENING.entry, TRUSTED).at == AT
    with pytest.raises(NotTrusted, match="another-entry"):
        promises.verify(note, b"x" * 32, TRUSTED)
    by_log = promises.give(LOG, ORIGIN, OPENING.entry, AT)
    with pytest.raises(NotTrusted):
        promises.verify(by_log, OPENING.entry, TRUSTED)


def test_a_promise_is_never_taken_for_a_checkpoint() -> None:
    note = promises.give(PROMISER, ORIGIN, OPENING.entry, AT)
    with pytest.raises(NotTrusted, match="not-a-size"):
        TRUSTED.accept(note)


@given(st.binary(max_size=100))
def test_base45_gives_back_what_it_was_given(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


def test_base45_is_that_of_the_rfc() -> None:
    assert base45.encode(b"Hello!!") == "%69 VD92EX0"
    assert base45.decode("QED8WEX0") == b"ietf!"
    for wrong in ("GGW", "::", "A", "abc", "%69 VD92EX"):
        with pytest.raises(ValueError, match="base45"):
            base45.decode(wrong)


def test_the_command_says_what_was_proven(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = tmp_path / "keys"
    keys.write_text(str(TRUSTED))
    code = receipt_code.of_proof(OPENING, proof())
    assert commands.verify(code, keys) == commands.OK
    said = capsys.readouterr().out
    assert "entry 123 of 300" in said
    assert OPENING.statement in said
    assert "witness finance saw this tree" in said
    assert commands.verify(str(proof()), keys) == commands.OK
    promise = receipt_code.of_promise(OPENING, promises.give(PROMISER, ORIGIN, OPENING.entry, AT))
    capsys.readouterr()
    assert commands.verify(promise, keys) == commands.OK
    assert "promised" in capsys.readouterr().out
    assert commands.verify(str(proof(by=(AUDIT,))), keys) == commands.WRONG
    assert "witnesses-missing" in capsys.readouterr().err
    assert commands.verify("nothing", keys) == commands.WRONG
    assert commands.verify(code, tmp_path / "absent") == commands.UNUSABLE


def test_a_root_is_that_of_the_definition() -> None:
    note = proof(5, 77).note
    assert checkpoints.parse(note.text).root == plain_root([*ENTRIES[:5], OPENING.entry, *ENTRIES[5:76]])
