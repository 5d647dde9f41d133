"""The five documents that the app grew out of, which its texts cite by number."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui import text
from ui.text import N_, _


@dataclass(frozen=True)
class Document:
    """One of them; ``place`` is where it stands, ``url`` is empty where no address is known."""

    number: str
    author: str
    title: str
    place: str
    url: str = ""


DOCUMENTS = (
    Document(
        "000",
        "橘Oran",
        "速用筆記 | Sigmoid/Tanh/ReLu/Softplus 激活函數的圖形、表達式、導數、適用條件",
        N_("an article on Zhihu, 2022"),
    ),
    Document(
        "001",
        "lekhuyen",
        "Activation functions",
        N_("an article on Medium, read in a Chinese machine translation"),
        "https://medium.com/mlearning-ai/activation-functions-17f8e7d5fcf8",
    ),
    Document(
        "002",
        "Kinfey Lo",
        "一起学人工智能系列 - 激活函数",
        N_("slides of a talk, Microsoft Reactor, 2021"),
    ),
    Document(
        "003",
        "Zhihu",
        "一文搞懂激活函数(Sigmoid/ReLU/LeakyReLU/PReLU/ELU)",
        N_("a reader's notes on an article on Zhihu"),
        "https://zhuanlan.zhihu.com/p/172254089",
    ),
    Document(
        "004",
        "代码迷",
        "激活函数 sigmoid、tanh、ReLu、Leaky ReLu、ELU、Maxout",
        N_("a page of the site 代码迷, 2023"),
    ),
)


def cited() -> None:
    """Says, folded, what the numbers in the text above stand for."""
    lines = (f"- {each.number}: {each.author}, {title(each)}; {_(each.place)}" for each in DOCUMENTS)
    with st.expander(_("Which documents?")):
        text.linked("\n".join((_("The documents this app grew out of:"), "", *lines)), {})


def title(document: Document) -> str:
    return f"[{document.title}]({document.url})" if document.url else document.title
