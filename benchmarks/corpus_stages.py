"""What each stage of a scan costs by itself, for the queueing model: seconds of the processor for a document that reaches it.

corpus_stages.py gate FILE [--runs 3]      wall seconds of the gate over a file; run side by side to see what cores share
corpus_stages.py stages FILE               documents and seconds of: gate, decode (parse, extract, second asking), find, write, finish
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import pyarrow as pa
from corpus_measure import gated

from cuaderno.corpus import schema
from cuaderno.corpus.fields import USUAL
from cuaderno.corpus.finish import amounts_to, finish
from cuaderno.corpus.gate import gate
from cuaderno.corpus.inputs import inputs_of, pieces_of
from cuaderno.corpus.reading import Refused, read
from cuaderno.corpus.records import batches
from cuaderno.corpus.rows import claim_row
from cuaderno.corpus.scan import passing
from cuaderno.corpus.work import Task, done, output_of, writing
from cuaderno.documents.finding import find
from cuaderno.errors import CuadernoError

Figures = dict[str, Any]


def alone(path: str, runs: int) -> Figures:
    """Wall seconds of the gate, the median."""
    gated(path)
    taken = []
    for _ in range(runs):
        begun = perf_counter()
        gated(path)
        taken.append(perf_counter() - begun)
    return {"seconds": statistics.median(taken)}


def stages(path: str) -> Figures:
    """Each stage over the whole file, one after the other; what finishes the result is timed on a result of its own."""
    gated(path)
    begun = process_time()
    records = gated(path)["records"]
    found: Figures = {"documents": records, "bytes": Path(path).stat().st_size, "gate": process_time() - begun}
    rows = _kept(path)
    begun = process_time()
    _kept(path)
    # Parsing what passes is part of decoding; the gate itself was measured above.
    parse = max(process_time() - begun - found["gate"], 0.0)
    begun = process_time()
    documents = [(row, document) for row in rows if (document := _read(row)) is not None]
    found |= {"kept": len(rows), "decode": parse + process_time() - begun, "searched": len(documents)}
    begun = process_time()
    claims = [(row, document, find(document)) for row, document in documents]
    found |= {"claims": sum(len(one) for *_, one in claims), "find": process_time() - begun}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        begun = process_time()
        with writing(out / "claims.parquet", schema.claims()) as file:
            for row, document, said in claims:
                made = [claim_row(row, document, one, None) for one in said]
                file.write(pa.RecordBatch.from_pylist(made, schema=schema.claims()))
        found["write"] = process_time() - begun
        found |= _finished(path, out)
    return found


def _kept(path: str) -> list[dict[str, Any]]:
    """What the gate passes, as rows."""
    kept: list[dict[str, Any]] = []
    for piece in pieces_of(inputs_of([path], Path("nowhere"))):
        for batch in batches(piece, USUAL):
            if batch.documents is not None:
                kept += batch.documents.take(pa.array(passing(batch.documents), pa.int64())).to_pylist()
    return kept


def _read(row: dict[str, Any]) -> Any:
    try:
        document = read(row)
    except (Refused, CuadernoError):
        return None
    return document if gate().speaks(f"{document.title}\n{document.flow.text}", short=document.form == "text") else None


def _finished(path: str, out: Path) -> Figures:
    """Wall seconds in which the pieces are put together and summed up, and how many claims they held, many times over."""
    import pyarrow.parquet as pq

    times = 20
    pieces = pieces_of(inputs_of([path], Path("nowhere")))[:1] * times
    task = Task(out / "pieces", USUAL)
    task.pieces.mkdir()
    numbered = [piece._replace(number=number) for number, piece in enumerate(pieces)]
    for piece in numbered:
        shutil.copy(out / "claims.parquet", output_of(task, piece))
        with writing(task.pieces / f"{piece.name}.aside.parquet", schema.set_aside()):
            pass
        assert done(task, piece) is None
    begun = perf_counter()
    finish(task, numbered, out)
    amounts_to(out, False)
    held = pq.read_metadata(out / "claims.parquet").num_rows
    return {"finish": perf_counter() - begun, "finished": held * times}


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("gate", "stages"))
    parser.add_argument("file")
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    print(json.dumps(alone(wanted.file, wanted.runs) if wanted.what == "gate" else stages(wanted.file)))


if __name__ == "__main__":
    main()
