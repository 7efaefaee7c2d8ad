from django.db import models

from desk.models.intervals import ReviewInterval
from programs.models import Institution, Program, Source


class FactCheck(models.Model):
    """When one published fact was last checked, whatever table it is in.

    Rows of a view in the database over all tables of facts. `institution` is always
    set; without a `program` the fact is the institution's own. `checked_on` is None
    where the day is not recorded. `reconfirm_since` is set on what an ended cycle left
    to be confirmed. `is_known` tells whether the fact has a value, not only a reason
    why there is none.
    """

    key = models.CharField(max_length=60, primary_key=True)
    model = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    kind = models.ForeignKey(
        ReviewInterval, on_delete=models.DO_NOTHING, db_column="kind", related_name="+"
    )
    program = models.ForeignKey(
        Program, on_delete=models.DO_NOTHING, null=True, related_name="+"
    )
    institution = models.ForeignKey(
        Institution, on_delete=models.DO_NOTHING, related_name="+"
    )
    source = models.ForeignKey(
        Source, on_delete=models.DO_NOTHING, null=True, related_name="+"
    )
    checked_on = models.DateField(null=True)
    reconfirm_since = models.DateField(null=True)
    is_known = models.BooleanField()

    class Meta:
        managed = False
        db_table = "desk_factcheck"
        default_permissions = ["view"]
        verbose_name = "fact to check"
        verbose_name_plural = "facts to check"

    def __str__(self) -> str:
        return self.key
