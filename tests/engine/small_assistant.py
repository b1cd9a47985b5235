"""An assistant of three topics and three acts, trained by Rasa itself in about two seconds."""

from __future__ import annotations

from pathlib import Path

CONFIG = """\
recipe: default.v1
language: ja
assistant_id: small-assistant
pipeline:
- name: engine.components.sudachi_tokenizer.SudachiTokenizer
- name: engine.components.word_vector_featurizer.WordVectorFeaturizer
- name: engine.components.topic_classifier.TopicClassifier
- name: engine.components.lookup_entity_extractor.LookupEntityExtractor
- name: FallbackClassifier
  threshold: 0.4
  ambiguity_threshold: 0.0
policies:
- name: RulePolicy
"""
DOMAIN = """\
version: "3.1"
intents: [shoes, symptom, treatment, greet, repeat]
entities: [treatment, body_part]
slots:
  treatment:
    type: categorical
    values: [prp, bme, all]
    influence_conversation: false
    mappings:
    - type: from_entity
      entity: treatment
actions: [action_repeat]
session_config: {session_expiration_time: 30, carry_over_slots_to_new_session: false}
responses:
  utter_default:
  - text: お電話ください。
  utter_greet:
  - text: こんにちは。
"""
TOPICS = """\
version: "3.1"
nlu:
- intent: shoes/fitting
  examples: |
    - 靴のサイズはどう合わせますか
    - くつのサイズの選び方
    - 靴選びは夕方がいいですか
    - サイズの合う靴を知りたい
    - 膝が腫れたときの靴
- intent: symptom/swelling
  examples: |
    - 膝が腫れています
    - ひざに水がたまっている
    - 膝の腫れが引かない
    - ヒザがパンパンに腫れた
    - 靴がきついほど足が腫れる
- intent: treatment/cost
  examples: |
    - 治療の費用はいくらですか
    - 値段を教えてください
    - 料金はどのくらいかかりますか
    - PRPの費用
    - 靴の値段も費用に入りますか
- intent: greet
  examples: |
    - こんにちは
    - おはようございます
    - はじめまして、こんにちは
    - こんばんは
- intent: repeat
  examples: |
    - もう一度お願いします
    - もう一回言ってください
    - 聞き逃しました、もう一度
    - 今の答えをもう一度
responses:
  utter_shoes/fitting:
  - text: |-
      靴は、夕方に合わせます。

      足がむくんだ状態が、
      目安です。
    buttons:
    - title: 膝の腫れ
      payload: v1;topic;symptom/swelling
    metadata:
      title: 靴のサイズ合わせ
      source: 靴選びと足部サポート
      reviewed_on: "2026-11-22"
      table: {caption: 目安, columns: [時間], rows: [[夕方]]}
      links: [{title: 電話する, href: "[[clinic.tel]]"}]
  utter_symptom/swelling:
  - text: |-
      腫れが強いときは、今日中に受診してください。

      お電話もできます。
    metadata:
      title: 膝の腫れ
      urgency: today
  utter_treatment/cost:
  - text: PRPは[[treatments.prp.price]]です。
    condition: [{type: slot, name: treatment, value: prp}]
  - text: 費用は治療によります。
rules:
- rule: shoes
  steps: [{intent: shoes}, {action: utter_shoes}]
- rule: symptom
  steps: [{intent: symptom}, {action: utter_symptom}]
- rule: treatment
  steps: [{intent: treatment}, {action: utter_treatment}]
- rule: greet
  steps: [{intent: greet}, {action: utter_greet}]
- rule: repeat
  steps: [{intent: repeat}, {action: action_repeat}]
- rule: not understood
  steps: [{intent: nlu_fallback}, {action: utter_default}]
"""
LOOKUPS = """\
version: "3.1"
nlu:
- lookup: treatment
  examples: |
    - prp
    - bme
- lookup: body_part
  examples: |
    - knee
    - ankle
- synonym: prp
  examples: |
    - PRP療法
    - ピーアールピー
- synonym: knee
  examples: |
    - 膝
    - ひざ
- synonym: ankle
  examples: |
    - 足首
"""


def train_small_assistant(folder: Path) -> Path:
    """The model file of the assistant, written to and trained in `folder`."""
    from rasa.model_training import train

    files = {"config.yml": CONFIG, "domain.yml": DOMAIN, "data/topics.yml": TOPICS, "data/lookups.yml": LOOKUPS}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    domain, config = str(folder / "domain.yml"), str(folder / "config.yml")
    result = train(domain, config, [str(folder / "data")], str(folder / "models"), fixed_model_name="small")
    if result.code != 0 or result.model is None:
        raise AssertionError(f"training ended with code {result.code}")
    return Path(result.model)
