-- The printed number of devices against the sum of its classes.
SELECT
    'devices destroyed' AS "check",
    concat_ws(', ', municipality, department, year || '-' || lpad(month, 2, '0'), operator) AS what,
    'row ' || line AS place,
    try_cast(devices AS DECIMAL(38, 4)) AS printed,
    try_cast(mines AS DECIMAL(38, 4)) + try_cast(unexploded AS DECIMAL(38, 4)) + try_cast(improvised AS DECIMAL(38, 4)) AS computed
FROM published
