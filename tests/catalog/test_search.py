import pytest

from explorer.catalog.search import search

TYPED = [
    ("Kinesis Firehose", "firehose"), ("A2I", "augmented-ai"), ("Kinesis Data Analytics", "managed-flink"),
    ("lambda", "lambda"), ("lamda", "lambda"), ("s3", "s3"), ("bucket", "s3"), ("sqs", "sqs"), ("sns", "sns"),
    ("dynamo", "dynamodb"), ("dynmodb", "dynamodb"), ("step functions", "step-functions"), ("sfn", "step-functions"),
    ("state machine", "step-functions"), ("transcribe", "transcribe"), ("trasncribe", "transcribe"),
    ("speech to text", "transcribe"), ("quicksight", "quicksight"), ("quick sight", "quicksight"),
    ("qicksight", "quicksight"), ("athena", "athena"), ("glue crawler", "glue-crawler"), ("ecr", "ecr"),
    ("api gateway", "api-gateway"), ("apigw", "api-gateway"), ("rekognition", "rekognition"),
    ("recognition", "rekognition"), ("sagemaker endpoint", "sagemaker-endpoint"), ("ground truth", "sagemaker-ground-truth"),
    ("event bridge", "eventbridge"), ("kds", "kinesis-data-streams"), ("opensearch", "opensearch"),
    ("elasticsearch", "opensearch"), ("redshift", "redshift"), ("comprehend medical", "comprehend-medical"),
    ("Amazone Personalize", "personalize"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TYPED)
def test_what_people_type_finds_what_they_mean_first(catalog, text, wanted):
    assert search(catalog, text)[0].id == wanted


def test_nothing_typed_finds_nothing_and_nonsense_neither(catalog):
    assert search(catalog, "  ") == []
    assert search(catalog, "zzqqxxyy") == []


def test_every_name_and_alias_of_what_can_be_placed_is_found(catalog):
    names = [
        (service.id, name)
        for service in catalog.draggable
        for name in (service.name, service.id, *service.aliases)
    ]
    lost = [
        (key, name) for key, name in names if key not in {hit.id for hit in search(catalog, name, limit=8)}
    ]

    assert lost == []
