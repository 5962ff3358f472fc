"""Train a blood-cell detector and log it. Run it with one of the configurations beside it:

python -m demo.train demo/variants/augmented.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import sightline

from .dataset import CLASSES, load, read_split
from .detector import Detector, Settings
from .evaluation import evaluate
from .export import check, export
from .pictures import count_objects, overlay, truth_of


def train(config: Path) -> None:
    """Train as `config` says: an experiment of the project "blood-cells", named like the file."""
    parameters = json.loads(config.read_text(encoding="utf-8"))
    settings = Settings(**parameters)
    splits = {name: read_split(name) for name in ("train", "val", "test")}
    training, held_out, unseen = (load(pictures, settings.size) for pictures in splits.values())
    truths = {name: [truth_of(picture) for picture in pictures] for name, pictures in splits.items()}

    with sightline.init(project="blood-cells", name=config.stem, parameters=parameters, tags=["demo"]) as experiment:
        experiment.store("config", config)
        experiment.log("labelmap", dict(enumerate(CLASSES, start=1)))
        for name, split in (("train", "train-split"), ("val", "eval-split"), ("test", "test-split")):
            files = [picture.name for picture in splits[name]]
            experiment.log(split, {"x": CLASSES, "y": count_objects(splits[name]), "image_list": files}, type="bar")

        detector = Detector(settings)
        for epoch in range(1, settings.epochs + 1):
            losses = detector.train(training)
            found = detector.detect(held_out.pixels)
            # Accuracy: the confusion matrix's diagonal over its sum, background included, at IoU .5 and confidence .5.
            result = evaluate(truths["val"], found, CLASSES, iou=0.5, confidence=0.5)

            experiment.log({"loss": losses["loss"], "accuracy": result.accuracy}, step=epoch)
            experiment.log({f"train/{name}": losses[name] for name in ("loss-class", "loss-box")}, step=epoch)
            experiment.log("learning-rate", detector.learning_rate, step=epoch)
            if epoch in (1, settings.epochs // 4, settings.epochs // 2, settings.epochs):
                for picture, detections in list(zip(splits["val"], found, strict=True))[:40:10]:
                    boxes = overlay(picture, detections)
                    experiment.log(f"predictions/{picture.name}", picture.path, type="image", step=epoch, boxes=boxes)
            print(
                f"epoch {epoch}/{settings.epochs}: loss {losses['loss']:.3f}, accuracy {result.accuracy:.3f}",
                flush=True,
            )

        experiment.log("confusion-matrix", result.heatmap(), type="heatmap")
        experiment.log("evaluation", result.results(), type="evaluation")
        experiment.log("per-class", result.per_class(), type="table")
        experiment.log(
            "test/accuracy", evaluate(truths["test"], detector.detect(unseen.pixels), CLASSES).accuracy, type="value"
        )

        with TemporaryDirectory() as folder:
            model = export(detector.weights, settings.size, Path(folder) / "blood-cells.onnx")
            difference = check(model, held_out.pixels, found)  # onnxruntime's answers against the trainer's own
            experiment.log("export/largest-difference", difference, type="value")
            experiment.store("model-latest", model)


if __name__ == "__main__":
    train(Path(sys.argv[1]))
