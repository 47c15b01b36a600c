"""The training of the encoder of notes: first a deep one of citations, then a narrow one that knows names as well.

The narrow one learns what two others say: the deep one, which it is cut from, and the tagger of organisations.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

import torch
from torch import Tensor, nn
from torch.nn import functional

from outsider_etl.citations import encoder
from outsider_etl.citations.tokens import tokenize
from outsider_etl.nlp.organisations.tags import TAGS
from outsider_etl.nlp.wordpieces import SHAPES, tokenizer
from training.corpora import Passage
from training.distilling import GOLD_SHARE, LOOKED_AT, apart, narrowed, shortened
from training.encoder import WIDTH, Encoder, packaged, pretrained
from training.examples import NO_TAG, Batch, Example, batches, examples
from training.fitting import Loss, ScoreLoss, fit, of_scores
from training.labels import labels
from training.notes import Note
from training.variations import Variations

SEED = 1
RATE, WARM_UP = 2.5e-4, 0.06
NARROWED_RATE, NARROWED_EPOCHS = 2e-4, 10
LAYERS_KEPT = (0, 2, 4)
"""The layers of the deep encoder that the narrow one begins with."""
HEADS_KEPT, INNER_KEPT = 8, 768
"""The heads of 12 and the inner units of 1,536 in each layer of the narrow encoder, in .57 of the time.

Before any further training the loss on what is held back rises from .38 to .48; with 6 heads it is .58, and .52 with
these and 1,024 units.
"""
MOST_PIECES = 2400
NO_TOKEN = -1
"""The tag of a word that begins no token: it has no label, but is in a name or is not. Lower is what is known of that.
"""
Outputs = tuple[list[str], list[str]]
"""The labels of fields and the types of works that an encoder tells, in the order of its outputs."""
TYPES_SHARE = 0.2
"""How much the types count beside the labels: there are some thirty tokens to a citation, and but one type."""


def trained(notes: Sequence[Note], layers: int, epochs: int) -> Encoder:
    """Return a deep encoder trained on the notes, in other variations each epoch.

    Its outputs are the labels of fields and then the types, each in the order that a grammar has them in.
    """
    outputs = fields, types = _outputs(notes)
    made = pretrained(packaged(), layers, encoder.MARKED_SHAPES, len(fields) + len(types))
    gold = partial(_loss, fields=len(fields), outputs=made.head.out_features)
    _fit(made, notes, outputs, epochs, RATE, of_scores(gold))
    return made


def cut(teacher: Encoder, notes: Sequence[Note]) -> Encoder:
    """Return a narrow encoder that is cut from `teacher`, with outputs for TAGS behind its own."""
    fields, types = _outputs(notes)
    own = teacher.head.out_features
    gold = partial(_loss, fields=len(fields), outputs=own)
    looked_at = islice(batches(note_examples(notes, fields, types), MOST_PIECES, random.Random(SEED)), LOOKED_AT)
    made = narrowed(shortened(teacher, LAYERS_KEPT), HEADS_KEPT, INNER_KEPT, looked_at, of_scores(gold))
    head = nn.Linear(WIDTH, own + len(TAGS))
    with torch.no_grad():
        head.weight[:own], head.bias[:own] = made.head.weight, made.head.bias
        head.weight[own:], head.bias[own:] = 0.0, 0.0
    made.head = head
    return made


def teach(
    made: Encoder, teacher: Encoder, namer: Encoder, notes: Sequence[Note], passages: Sequence[Passage], epochs: int
) -> None:
    """Train a narrow encoder to say what `teacher` says of the notes, and behind that what `namer` says of TAGS.

    The names in the `passages`, of reports and their notes, are known.
    """
    outputs = fields, _ = _outputs(notes)
    gold = partial(_loss, fields=len(fields), outputs=teacher.head.out_features)
    loss = _loss_beside_both(teacher, namer, gold, len(fields))
    _fit(made, notes, outputs, epochs, NARROWED_RATE, loss, list(name_examples(passages)))


def _outputs(notes: Sequence[Note]) -> Outputs:
    fields = {label for note in notes for label in labels(tokenize(note.text), note)}
    return sorted(fields), sorted({cited.attributes["t"] for note in notes for cited in note.citations})


def _fit(
    made: Encoder,
    notes: Sequence[Note],
    outputs: Outputs,
    epochs: int,
    rate: float,
    loss: Loss,
    others: Sequence[Example] = (),
) -> None:
    """Train `made` on the notes, in other variations each epoch, and on the other windows."""
    rng = random.Random(SEED)
    varied = Variations(notes, SEED)
    plan = len(list(batches([*note_examples(notes, *outputs), *others], MOST_PIECES, random.Random(SEED))))

    def of_epoch(_: int) -> Iterator[Batch]:
        return batches([*note_examples(varied.epoch(), *outputs), *others], MOST_PIECES, rng)

    fit(made, epochs, of_epoch, loss, steps=plan * epochs, rate=rate, warm_up=WARM_UP)


def name_examples(passages: Iterable[Passage]) -> Iterator[Example]:
    """Yield the windows of passages whose names are known."""
    pieces = tokenizer()
    for passage in passages:
        for window in examples(passage, pieces):
            yield window._replace(tags=[tag if tag == NO_TAG else NO_TOKEN - 1 - tag for tag in window.tags])


def note_examples(notes: Iterable[Note], fields: Sequence[str], types: Sequence[str]) -> list[Example]:
    """Return the windows of the notes.

    A tag is the number of a label; at the first token of a citation that of its type, counted from 1, is added to it
    so many times as there are labels. That of a word that begins no token is NO_TOKEN.
    """
    numbers = {label: number for number, label in enumerate(fields)}
    kinds = {type_: number for number, type_ in enumerate(types, start=1)}
    made = []
    for note in notes:
        tokens = tokenize(note.text)
        tags = [numbers.get(label, NO_TAG) for label in labels(tokens, note)]
        for cited in note.citations:
            first = next((n for n, token in enumerate(tokens) if cited.start <= token.start < cited.end), None)
            if first is not None and tags[first] != NO_TAG:
                tags[first] += len(fields) * kinds[cited.attributes["t"]]
        for window in encoder.note_windows(note.text, tokens, note.emphasis):
            pieces = window.pieces
            targets = [NO_TAG] * len(pieces.ids)
            for first, number in zip(pieces.firsts, window.tokens, strict=True):
                targets[first] = NO_TOKEN if number is None else tags[number]
            made.append(Example(pieces.ids, pieces.shapes, targets, 1.0))
    return made


def _loss(scores: Tensor, batch: Batch, *, fields: int, outputs: int) -> Tensor:
    scores = scores.transpose(1, 2)
    known = batch.tags >= 0
    labels_ = torch.where(known, batch.tags % fields, NO_TAG)
    types = torch.where(known & (batch.tags >= fields), batch.tags // fields - 1, NO_TAG)
    loss = functional.cross_entropy(scores[:, :fields], labels_, ignore_index=NO_TAG)
    if bool((types != NO_TAG).any()):
        loss = loss + TYPES_SHARE * functional.cross_entropy(scores[:, fields:outputs], types, ignore_index=NO_TAG)
    return loss


def _loss_beside_both(teacher: Encoder, namer: Encoder, gold: ScoreLoss, fields: int) -> Loss:
    """Return a loss: how far an encoder is from both its teachers, and a share of how far it is from the gold.

    `teacher` gives scores for `fields` labels, compared where a token begins, and then for types, compared where a
    citation does; `namer` scores for TAGS, compared for each word. It knows neither quotes nor italics.
    """
    teacher.eval()
    namer.eval()
    outputs = teacher.head.out_features

    def loss(made: Encoder, batch: Batch) -> Tensor:
        with torch.no_grad():
            said = teacher(batch.ids, batch.shapes, batch.mask)
            named = namer(batch.ids, batch.shapes % SHAPES, batch.mask)
        scores = made(batch.ids, batch.shapes, batch.mask)
        words, tokens, citations = batch.tags != NO_TAG, batch.tags >= 0, batch.tags >= fields
        known = (batch.tags < NO_TOKEN) & words
        return (
            apart(scores[tokens][:, :fields], said[tokens][:, :fields])
            + TYPES_SHARE * apart(scores[citations][:, fields:outputs], said[citations][:, fields:])
            + apart(scores[words][:, outputs:], named[words])
            + GOLD_SHARE * (gold(scores, batch) if bool(tokens.any()) else 0.0)
            + GOLD_SHARE * _mean_loss(scores[known][:, outputs:], NO_TOKEN - 1 - batch.tags[known])
        )

    return loss


def _mean_loss(scores: Tensor, tags: Tensor) -> Tensor:
    return functional.cross_entropy(scores, tags, reduction="sum") / max(1, len(tags))
