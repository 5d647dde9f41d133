"""Which activation? Answers to a few questions, and rules with reasons and sources that rank the functions.

The rules are those of documents 000 to 004 and of the papers; the points that order them are ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Literal, get_args, get_type_hints

from activations.core import Reference
from activations.sentences import Sentence

Layer = Literal["hidden", "output"]
Task = Literal["regression", "positive number", "two classes", "many classes", "several labels"]
Network = Literal["feed-forward", "recurrent"]
Depth = Literal["shallow", "deep"]
Amount = Literal["little", "much"]
Budget = Literal["ample", "tight"]
Centred = Literal["no matter", "needed"]
Dying = Literal["no", "yes"]


@dataclass(frozen=True)
class Answers:
    """What the learner says; :func:`questions` tells which answers matter.

    ``amount`` is that of the training data, ``centred`` whether outputs need mean 0, ``dying`` whether
    dead neurons were seen.
    """

    layer: Layer = "hidden"
    task: Task = "regression"
    network: Network = "feed-forward"
    depth: Depth = "shallow"
    amount: Amount = "little"
    budget: Budget = "ample"
    centred: Centred = "no matter"
    dying: Dying = "no"

    def __post_init__(self) -> None:
        for question, options in QUESTIONS.items():
            if getattr(self, question) not in options:
                raise ValueError(
                    f"{question} must be one of {', '.join(options)}, not {getattr(self, question)}"
                )


QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {question.name: get_args(get_type_hints(Answers)[question.name]) for question in fields(Answers)}
)
"""The options of each question."""

PAPERS: Mapping[str, Reference] = MappingProxyType(
    {
        "Bridle, 1990": Reference(
            "John S. Bridle",
            1990,
            "Probabilistic Interpretation of Feedforward Classification Network Outputs",
            "https://doi.org/10.1007/978-3-642-76153-9_28",
        ),
        "Hochreiter and Schmidhuber, 1997": Reference(
            "Sepp Hochreiter, Jürgen Schmidhuber",
            1997,
            "Long Short-Term Memory",
            "https://doi.org/10.1162/neco.1997.9.8.1735",
        ),
        "Glorot et al., 2011": Reference(
            "Xavier Glorot, Antoine Bordes, Yoshua Bengio",
            2011,
            "Deep Sparse Rectifier Neural Networks",
            "https://proceedings.mlr.press/v15/glorot11a.html",
        ),
        "Goodfellow et al., 2013": Reference(
            "Ian J. Goodfellow et al.", 2013, "Maxout Networks", "https://arxiv.org/abs/1302.4389"
        ),
        "Maas et al., 2013": Reference(
            "Andrew L. Maas, Awni Y. Hannun, Andrew Y. Ng",
            2013,
            "Rectifier Nonlinearities Improve Neural Network Acoustic Models",
            "https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf",
        ),
        "He et al., 2015": Reference(
            "Kaiming He et al.", 2015, "Delving Deep into Rectifiers", "https://arxiv.org/abs/1502.01852"
        ),
        "Xu et al., 2015": Reference(
            "Bing Xu et al.",
            2015,
            "Empirical Evaluation of Rectified Activations in Convolutional Network",
            "https://arxiv.org/abs/1505.00853",
        ),
        "Le et al., 2015": Reference(
            "Quoc V. Le, Navdeep Jaitly, Geoffrey E. Hinton",
            2015,
            "A Simple Way to Initialize Recurrent Networks of Rectified Linear Units",
            "https://arxiv.org/abs/1504.00941",
        ),
        "Clevert et al., 2015": Reference(
            "Djork-Arné Clevert, Thomas Unterthiner, Sepp Hochreiter",
            2015,
            "Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)",
            "https://arxiv.org/abs/1511.07289",
        ),
        "Salinas et al., 2017": Reference(
            "David Salinas, Valentin Flunkert, Jan Gasthaus",
            2017,
            "DeepAR: Probabilistic Forecasting with Autoregressive Recurrent Networks",
            "https://arxiv.org/abs/1704.04110",
        ),
    }
)
"""The papers that reasons cite, by the name they cite them by."""


@dataclass(frozen=True)
class Rule:
    """What speaks for a function (points above 0) or against it, where all of ``when`` is answered so.

    ``sources`` are numbers of documents or names of PAPERS.
    """

    function: str
    points: int
    reason: Sentence
    sources: tuple[str, ...]
    when: Mapping[str, str]

    def applies(self, answers: Answers) -> bool:
        return all(getattr(answers, question) == answer for question, answer in self.when.items())


@dataclass(frozen=True)
class Recommendation:
    """A function, the rules that speak for it and against it, the weightiest first, and their sum."""

    function: str
    reasons: tuple[Rule, ...]
    cautions: tuple[Rule, ...]

    @property
    def points(self) -> int:
        return sum(rule.points for rule in (*self.reasons, *self.cautions))


def forward(function: str, points: int, reason: Sentence, *sources: str, **when: str) -> Rule:
    return Rule(function, points, reason, sources, {"layer": "hidden", "network": "feed-forward", **when})


def recurrent(function: str, points: int, reason: Sentence, *sources: str) -> Rule:
    return Rule(function, points, reason, sources, {"layer": "hidden", "network": "recurrent"})


def output(function: str, points: int, reason: Sentence, *sources: str, task: str) -> Rule:
    return Rule(function, points, reason, sources, {"layer": "output", "task": task})


RULES = (
    forward(
        "relu",
        6,
        Sentence("The one to try first: a single maximum, the simplest code."),
        *("000", "003", "004", "Glorot et al., 2011"),
    ),
    forward(
        "relu",
        -1,
        Sentence("Its neurons can die: keep an eye on the learning rate."),
        *("002", "003", "004"),
    ),
    forward(
        "relu",
        1,
        Sentence("Its slope on the right is 1: the product through many layers does not shrink there."),
        "003",
        depth="deep",
    ),
    forward("relu", 2, Sentence("It needs no exp: a single maximum."), *("000", "003"), budget="tight"),
    forward(
        "relu",
        -3,
        Sentence("Its outputs are never below 0, so their mean is above 0."),
        "003",
        centred="needed",
    ),
    forward(
        "relu",
        -4,
        Sentence("What you see is its flat side: a neuron that is negative for every sample stops learning."),
        *("003", "004"),
        dying="yes",
    ),
    forward(
        "leaky_relu",
        4,
        Sentence("Next after ReLU: the same on the right, and flat nowhere."),
        *("003", "004", "Maas et al., 2013"),
    ),
    forward("leaky_relu", 1, Sentence("Its slope on the right is 1."), "003", depth="deep"),
    forward(
        "leaky_relu",
        1,
        Sentence("It needs no exp: one comparison and one product."),
        *("000", "004"),
        budget="tight",
    ),
    forward(
        "leaky_relu", 1, Sentence("It has negative outputs, though small ones."), "000", centred="needed"
    ),
    forward(
        "leaky_relu",
        3,
        Sentence("The small slope on its left lets a neuron come back."),
        *("000", "003"),
        dying="yes",
    ),
    forward(
        "elu",
        3,
        Sentence("Next after ReLU: smooth on the left, and robust to noise there."),
        *("000", "003", "004", "Clevert et al., 2015"),
    ),
    forward("elu", 1, Sentence("Its slope on the right is 1."), "003", depth="deep"),
    forward(
        "elu",
        -2,
        Sentence("It computes exp, which is said to cost more: the table below measures it."),
        "000",
        budget="tight",
    ),
    forward(
        "elu",
        3,
        Sentence("Its negative outputs bring the mean nearer to 0."),
        *("000", "003", "Clevert et al., 2015"),
        centred="needed",
    ),
    forward("elu", 3, Sentence("It has a slope on its left, too."), *("000", "003"), dying="yes"),
    forward(
        "maxout",
        3,
        Sentence("Next after ReLU: ReLU and Leaky ReLU are special cases of it."),
        *("004", "Goodfellow et al., 2013"),
    ),
    forward(
        "maxout",
        -1,
        Sentence("Each piece brings weights of its own: at least twice the parameters."),
        "004",
    ),
    forward("maxout", -3, Sentence("At least twice the products, too."), "004", budget="tight"),
    forward(
        "maxout",
        2,
        Sentence("Some piece is always active and learns."),
        "Goodfellow et al., 2013",
        dying="yes",
    ),
    forward(
        "prelu",
        1,
        Sentence("It learns the slope on its left, at negligible cost."),
        *("004", "He et al., 2015"),
    ),
    forward(
        "prelu",
        3,
        Sentence("With much data the slope it learns is worth a try."),
        *("003", "He et al., 2015"),
        amount="much",
    ),
    forward(
        "prelu",
        -1,
        Sentence("With little data its slope is one more thing to overfit."),
        "003",
        amount="little",
    ),
    forward("prelu", 2, Sentence("The slope on its left lets a neuron come back."), "003", dying="yes"),
    forward(
        "rrelu",
        1,
        Sentence("To compare with PReLU: its slope is drawn anew at each step of the training."),
        *("003", "Xu et al., 2015"),
    ),
    forward(
        "rrelu",
        1,
        Sentence("On a small set it overfitted less than the others of its family."),
        "Xu et al., 2015",
        amount="little",
    ),
    forward("rrelu", 2, Sentence("The slope on its left lets a neuron come back."), "003", dying="yes"),
    forward("softplus", 1, Sentence("ReLU made smooth, with a slope everywhere."), "000"),
    forward(
        "softplus",
        -1,
        Sentence("It did no better than ReLU when trained from scratch, and is never exactly 0."),
        "Glorot et al., 2011",
    ),
    forward(
        "softplus",
        -2,
        Sentence("It computes exp and log, which are said to cost more: the table below measures it."),
        "000",
        budget="tight",
    ),
    forward("softplus", -2, Sentence("Its outputs are never below 0."), "000", centred="needed"),
    forward("softplus", 2, Sentence("Its slope is nowhere 0, which cures dead neurons."), "000", dying="yes"),
    forward("tanh", 2, Sentence("Worth a try, but do not expect too much."), "004"),
    forward(
        "tanh",
        -1,
        Sentence("It saturates on both sides, and the gradient vanishes there."),
        *("000", "002", "004"),
    ),
    forward(
        "tanh",
        -2,
        Sentence("Its slope is below 1 but at one point: through many layers the product shrinks."),
        *("002", "003"),
        depth="deep",
    ),
    forward(
        "tanh",
        -1,
        Sentence("It computes exp, which is said to cost more: the table below measures it."),
        *("000", "002"),
        budget="tight",
    ),
    forward("tanh", 3, Sentence("It is zero-centred."), *("000", "002", "004"), centred="needed"),
    forward("tanh", 1, Sentence("Its slope is nowhere 0."), "000", dying="yes"),
    forward(
        "sigmoid",
        -3,
        Sentence("Not between layers: its slope is at most ¼, and its outputs are all positive."),
        *("000", "003", "004"),
    ),
    recurrent(
        "tanh",
        7,
        Sentence("The usual activation of a recurrent state: bounded, so that it cannot grow step by step."),
        "Hochreiter and Schmidhuber, 1997",
    ),
    recurrent(
        "sigmoid",
        6,
        Sentence("For the gates of an LSTM: from 0, closed, to 1, open."),
        "Hochreiter and Schmidhuber, 1997",
    ),
    recurrent(
        "relu",
        2,
        Sentence("Works in a recurrent layer whose weights start as the identity."),
        "Le et al., 2015",
    ),
    recurrent(
        "tanh",
        -1,
        Sentence("Its slope is below 1 but at one point: the gradient vanishes over many time steps."),
        "003",
    ),
    recurrent(
        "relu",
        -1,
        Sentence("It has no upper bound: the state can grow at every time step."),
        "Le et al., 2015",
    ),
    output(
        "identity", 5, Sentence("No activation: any real number can be the answer."), "002", task="regression"
    ),
    output(
        "softplus",
        5,
        Sentence("Positive, and with a slope everywhere: DeepAR's scale comes out of one."),
        *("000", "Salinas et al., 2017"),
        task="positive number",
    ),
    output("relu", 2, Sentence("If the answer can be exactly 0."), "000", task="positive number"),
    output(
        "relu",
        -1,
        Sentence("An output below its kink for every sample gets no gradient."),
        *("003", "004"),
        task="positive number",
    ),
    output(
        "sigmoid",
        5,
        Sentence("One output, between 0 and 1: the probability of one class."),
        *("000", "002"),
        task="two classes",
    ),
    output(
        "softmax",
        2,
        Sentence("Two outputs, the same function: softmax of two logits is the sigmoid of their difference."),
        "Bridle, 1990",
        task="two classes",
    ),
    output("tanh", -1, Sentence("An output from −1 to 1 is no probability."), "000", task="two classes"),
    output(
        "softmax",
        5,
        Sentence("An output for each class, and they sum to 1."),
        *("001", "002", "Bridle, 1990"),
        task="many classes",
    ),
    output(
        "sigmoid",
        -2,
        Sentence("One for each class is one against the rest: the probabilities need not sum to 1."),
        "002",
        task="many classes",
    ),
    output(
        "sigmoid",
        5,
        Sentence("One for each label: several can be true at once."),
        "002",
        task="several labels",
    ),
    output(
        "softmax",
        -3,
        Sentence("It makes the labels compete for a sum of 1."),
        "002",
        task="several labels",
    ),
)


def questions(answers: Answers) -> tuple[str, ...]:
    """The questions that matter, given the answers to those before them."""
    if answers.layer == "output":
        return ("layer", "task")
    if answers.network == "recurrent":
        return ("layer", "network")
    return tuple(question for question in QUESTIONS if question != "task")


def recommend(answers: Answers) -> tuple[Recommendation, ...]:
    """The functions that a rule speaks for or against, best first; those with points above 0 are advised.

    Equals stand in the order of the rules.
    """
    return tuple(sorted(judged(answers), key=lambda each: -each.points))


def judged(answers: Answers) -> list[Recommendation]:
    applying = [rule for rule in RULES if rule.applies(answers)]
    by_weight = sorted(applying, key=lambda rule: -abs(rule.points))
    return [
        Recommendation(
            function,
            tuple(rule for rule in by_weight if rule.function == function and rule.points > 0),
            tuple(rule for rule in by_weight if rule.function == function and rule.points < 0),
        )
        for function in dict.fromkeys(rule.function for rule in applying)
    ]


@dataclass(frozen=True)
class Row:
    """A row of the table of tasks: what network does what, with which functions and which loss.

    ``activation`` says whether one stands between the layers; ``classifier`` is the classification function
    at the end, empty where there is none. ``in_002`` says whether document 002's table has the row.
    """

    layers: Literal["one", "several"]
    inputs: Literal["one", "several"]
    outputs: Literal["one", "several"]
    activation: bool
    classifier: str
    loss: Literal["squared error", "cross-entropy"]
    task: Sentence
    in_002: bool


TASKS = (
    Row("one", "one", "one", False, "", "squared error", Sentence("linear regression"), True),
    Row("one", "several", "one", False, "", "squared error", Sentence("linear regression"), True),
    Row("one", "several", "one", False, "sigmoid", "cross-entropy", Sentence("two classes"), True),
    Row("one", "several", "several", False, "softmax", "cross-entropy", Sentence("many classes"), True),
    Row("several", "one", "one", True, "", "squared error", Sentence("regression along a curve"), False),
    Row("several", "several", "one", True, "", "squared error", Sentence("regression"), False),
    Row("several", "several", "one", True, "sigmoid", "cross-entropy", Sentence("two classes"), False),
    Row("several", "several", "several", True, "softmax", "cross-entropy", Sentence("many classes"), False),
    Row("several", "several", "several", True, "sigmoid", "cross-entropy", Sentence("several labels"), False),
)
"""Document 002 prints the table for one layer twice, the second time where that for several belongs."""
