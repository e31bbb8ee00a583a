-- email is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`email` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`email` IS NULL

-- not: email is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`email` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((NOT `sendoff_source`.`email` IS NULL), FALSE)

-- email equals
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`sendoff_lowered_1` = CONCAT('o\'neil \\ "x" %_* \n\t', CODE_POINTS_TO_STRING([0]), ' ${x} žluť 𐐨')

-- not: email equals
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`sendoff_lowered_1` = CONCAT('o\'neil \\ "x" %_* \n\t', CODE_POINTS_TO_STRING([0]), ' ${x} žluť 𐐨')), FALSE)

-- email is one of
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`sendoff_lowered_1` IN ('ada', '', 'žofie')

-- not: email is one of
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`sendoff_lowered_1` IN ('ada', '', 'žofie')), FALSE)

-- email contains
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (STRPOS(`sendoff_source`.`sendoff_lowered_1`, 'a\'b') > 0 OR STRPOS(`sendoff_source`.`sendoff_lowered_1`, '\\') > 0)

-- not: email contains
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((STRPOS(`sendoff_source`.`sendoff_lowered_1`, 'a\'b') > 0 OR STRPOS(`sendoff_source`.`sendoff_lowered_1`, '\\') > 0)), FALSE)

-- email contains the empty text
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`sendoff_lowered_1` IS NULL

-- not: email contains the empty text
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((NOT `sendoff_source`.`sendoff_lowered_1` IS NULL), FALSE)

-- email starts with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (STARTS_WITH(`sendoff_source`.`sendoff_lowered_1`, 'a') OR STARTS_WITH(`sendoff_source`.`sendoff_lowered_1`, 'ž'))

-- not: email starts with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((STARTS_WITH(`sendoff_source`.`sendoff_lowered_1`, 'a') OR STARTS_WITH(`sendoff_source`.`sendoff_lowered_1`, 'ž'))), FALSE)

-- email ends with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE ENDS_WITH(`sendoff_source`.`sendoff_lowered_1`, 'z\\')

-- not: email ends with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((ENDS_WITH(`sendoff_source`.`sendoff_lowered_1`, 'z\\')), FALSE)

-- email is in an uploaded list
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_values_0_row` AS (SELECT SPLIT('adažofiex\'y\\', '') AS `sendoff_values_0_texts`), `sendoff_values_0` AS (SELECT `value` FROM `sendoff_values_0_row` CROSS JOIN UNNEST(`sendoff_values_0_row`.`sendoff_values_0_texts`) AS `value`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`sendoff_lowered_1` IN (SELECT `sendoff_values_0`.`value` FROM `sendoff_values_0`)

-- not: email is in an uploaded list
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_values_0_row` AS (SELECT SPLIT('adažofiex\'y\\', '') AS `sendoff_values_0_texts`), `sendoff_values_0` AS (SELECT `value` FROM `sendoff_values_0_row` CROSS JOIN UNNEST(`sendoff_values_0_row`.`sendoff_values_0_texts`) AS `value`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN BYTE_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`sendoff_lowered_1` IN (SELECT `sendoff_values_0`.`value` FROM `sendoff_values_0`)), FALSE)

-- age is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`age` IS NULL

-- not: age is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((NOT `sendoff_source`.`age` IS NULL), FALSE)

-- age equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`age` IN (CAST('9007199254740993' AS INT64), CAST('1' AS INT64))

-- not: age equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`age` IN (CAST('9007199254740993' AS INT64), CAST('1' AS INT64))), FALSE)

-- age is one of too large numbers
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE FALSE

-- not: age is one of too large numbers
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((FALSE), FALSE)

-- age is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`age` BETWEEN CAST('-3' AS INT64) AND CAST('2' AS INT64)

-- not: age is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`age` BETWEEN CAST('-3' AS INT64) AND CAST('2' AS INT64)), FALSE)

-- age is above
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`age` >= CAST('8' AS INT64)

-- not: age is above
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`age` >= CAST('8' AS INT64)), FALSE)

-- age is in an uploaded list
WITH `sendoff_values_0_row` AS (SELECT SPLIT('19007199254740993', '') AS `sendoff_values_0_texts`), `sendoff_values_0` AS (SELECT `value` FROM `sendoff_values_0_row` CROSS JOIN UNNEST(`sendoff_values_0_row`.`sendoff_values_0_texts`) AS `value`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`age` IN (SELECT SAFE_CAST(`sendoff_values_0`.`value` AS INT64) FROM `sendoff_values_0`)

-- not: age is in an uploaded list
WITH `sendoff_values_0_row` AS (SELECT SPLIT('19007199254740993', '') AS `sendoff_values_0_texts`), `sendoff_values_0` AS (SELECT `value` FROM `sendoff_values_0_row` CROSS JOIN UNNEST(`sendoff_values_0_row`.`sendoff_values_0_texts`) AS `value`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`age` IN (SELECT SAFE_CAST(`sendoff_values_0`.`value` AS INT64) FROM `sendoff_values_0`)), FALSE)

-- spent is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`spent` BETWEEN CAST('-Infinity' AS FLOAT64) AND CAST('Infinity' AS FLOAT64) AND NOT IS_NAN(`sendoff_source`.`spent`))

-- not: spent is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((`sendoff_source`.`spent` BETWEEN CAST('-Infinity' AS FLOAT64) AND CAST('Infinity' AS FLOAT64) AND NOT IS_NAN(`sendoff_source`.`spent`))), FALSE)

-- spent equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`spent` IN (CAST('0.0' AS FLOAT64), CAST('1.1' AS FLOAT64)) AND NOT IS_NAN(`sendoff_source`.`spent`))

-- not: spent equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((`sendoff_source`.`spent` IN (CAST('0.0' AS FLOAT64), CAST('1.1' AS FLOAT64)) AND NOT IS_NAN(`sendoff_source`.`spent`))), FALSE)

-- spent is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`spent` BETWEEN CAST('-0.5' AS FLOAT64) AND CAST('1e+23' AS FLOAT64) AND NOT IS_NAN(`sendoff_source`.`spent`))

-- not: spent is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((`sendoff_source`.`spent` BETWEEN CAST('-0.5' AS FLOAT64) AND CAST('1e+23' AS FLOAT64) AND NOT IS_NAN(`sendoff_source`.`spent`))), FALSE)

-- spent is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`spent` BETWEEN CAST('-Infinity' AS FLOAT64) AND CAST('1.0999999999999999' AS FLOAT64) AND NOT IS_NAN(`sendoff_source`.`spent`))

-- not: spent is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((`sendoff_source`.`spent` BETWEEN CAST('-Infinity' AS FLOAT64) AND CAST('1.0999999999999999' AS FLOAT64) AND NOT IS_NAN(`sendoff_source`.`spent`))), FALSE)

-- balance is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`balance` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`balance` IS NULL

-- balance equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`balance` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`balance` IN (CAST('0.000000000' AS NUMERIC), CAST('1.100000000' AS NUMERIC), CAST('9007199254740993.000000000' AS NUMERIC))

-- balance is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`balance` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`balance` BETWEEN CAST('-0.500000000' AS NUMERIC) AND CAST('100000000000000000000000.000000000' AS NUMERIC)

-- balance is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`balance` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`balance` <= CAST('1.099999999' AS NUMERIC)

-- fortune is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`fortune` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`fortune` IS NULL

-- fortune equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`fortune` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`fortune` IN (CAST('0.00000000000000000000000000000000000000' AS BIGNUMERIC), CAST('1.10000000000000000000000000000000000000' AS BIGNUMERIC), CAST('9007199254740993.00000000000000000000000000000000000000' AS BIGNUMERIC))

-- fortune is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`fortune` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`fortune` BETWEEN CAST('-0.50000000000000000000000000000000000000' AS BIGNUMERIC) AND CAST('100000000000000000000000.00000000000000000000000000000000000000' AS BIGNUMERIC)

-- fortune is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`fortune` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`fortune` <= CAST('1.09999999999999999999999999999999999999' AS BIGNUMERIC)

-- news is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`news` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`news` IS NULL

-- not: news is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`news` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((NOT `sendoff_source`.`news` IS NULL), FALSE)

-- news is true
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`news` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`news` = TRUE

-- not: news is true
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`news` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`news` = TRUE), FALSE)

-- news is either
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`news` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`news` IN (TRUE, FALSE)

-- not: news is either
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`news` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`news` IN (TRUE, FALSE)), FALSE)

-- born is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`born` IS NULL

-- not: born is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((NOT `sendoff_source`.`born` IS NULL), FALSE)

-- born equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`born` IN (CAST('2000-02-29' AS DATE), CAST('0001-01-01' AS DATE))

-- not: born equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`born` IN (CAST('2000-02-29' AS DATE), CAST('0001-01-01' AS DATE))), FALSE)

-- born is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`born` >= CAST('1815-12-10' AS DATE)

-- not: born is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`born` >= CAST('1815-12-10' AS DATE)), FALSE)

-- born is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (NOT `sendoff_source`.`born` IS NULL AND EXTRACT(MONTH FROM `sendoff_source`.`born`) = 2)

-- not: born is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((NOT `sendoff_source`.`born` IS NULL AND EXTRACT(MONTH FROM `sendoff_source`.`born`) = 2)), FALSE)

-- born has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (NOT `sendoff_source`.`born` IS NULL AND (EXTRACT(MONTH FROM `sendoff_source`.`born`) * 100 + EXTRACT(DAY FROM `sendoff_source`.`born`)) IN (228, 229))

-- not: born has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((NOT `sendoff_source`.`born` IS NULL AND (EXTRACT(MONTH FROM `sendoff_source`.`born`) * 100 + EXTRACT(DAY FROM `sendoff_source`.`born`)) IN (228, 229))), FALSE)

-- seen is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`seen` IS NULL

-- not: seen is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((NOT `sendoff_source`.`seen` IS NULL), FALSE)

-- seen equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`seen` = CAST('2026-11-24 12:30:00.250000+00:00' AS TIMESTAMP)

-- not: seen equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`seen` = CAST('2026-11-24 12:30:00.250000+00:00' AS TIMESTAMP)), FALSE)

-- seen is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`seen` BETWEEN CAST('2026-11-24 00:00:00+00:00' AS TIMESTAMP) AND CAST('2026-11-24 12:30:00.249999+00:00' AS TIMESTAMP)

-- not: seen is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`seen` BETWEEN CAST('2026-11-24 00:00:00+00:00' AS TIMESTAMP) AND CAST('2026-11-24 12:30:00.249999+00:00' AS TIMESTAMP)), FALSE)

-- seen is on a day
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`seen` BETWEEN CAST('2026-03-28 23:00:00+00:00' AS TIMESTAMP) AND CAST('2026-03-29 21:59:59.999999+00:00' AS TIMESTAMP) OR `sendoff_source`.`seen` BETWEEN CAST('2026-11-23 23:00:00+00:00' AS TIMESTAMP) AND CAST('2026-11-24 22:59:59.999999+00:00' AS TIMESTAMP))

-- not: seen is on a day
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((`sendoff_source`.`seen` BETWEEN CAST('2026-03-28 23:00:00+00:00' AS TIMESTAMP) AND CAST('2026-03-29 21:59:59.999999+00:00' AS TIMESTAMP) OR `sendoff_source`.`seen` BETWEEN CAST('2026-11-23 23:00:00+00:00' AS TIMESTAMP) AND CAST('2026-11-24 22:59:59.999999+00:00' AS TIMESTAMP))), FALSE)

-- seen is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (NOT `sendoff_source`.`seen` IS NULL AND EXTRACT(MONTH FROM SAFE.DATETIME(`sendoff_source`.`seen`, 'Europe/Prague')) = 12)

-- not: seen is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((NOT `sendoff_source`.`seen` IS NULL AND EXTRACT(MONTH FROM SAFE.DATETIME(`sendoff_source`.`seen`, 'Europe/Prague')) = 12)), FALSE)

-- seen is in a month of UTC
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (NOT `sendoff_source`.`seen` IS NULL AND EXTRACT(MONTH FROM SAFE.DATETIME(`sendoff_source`.`seen`, 'UTC')) = 12)

-- not: seen is in a month of UTC
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((NOT `sendoff_source`.`seen` IS NULL AND EXTRACT(MONTH FROM SAFE.DATETIME(`sendoff_source`.`seen`, 'UTC')) = 12)), FALSE)

-- seen has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (NOT `sendoff_source`.`seen` IS NULL AND (EXTRACT(MONTH FROM SAFE.DATETIME(`sendoff_source`.`seen`, 'America/New_York')) * 100 + EXTRACT(DAY FROM SAFE.DATETIME(`sendoff_source`.`seen`, 'America/New_York'))) IN (228, 229))

-- not: seen has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((NOT `sendoff_source`.`seen` IS NULL AND (EXTRACT(MONTH FROM SAFE.DATETIME(`sendoff_source`.`seen`, 'America/New_York')) * 100 + EXTRACT(DAY FROM SAFE.DATETIME(`sendoff_source`.`seen`, 'America/New_York'))) IN (228, 229))), FALSE)

-- at is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`at` IS NULL

-- at equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`at` = CAST('2026-11-24 12:30:00.250000' AS DATETIME)

-- at is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`at` BETWEEN CAST('2026-11-24 00:00:00' AS DATETIME) AND CAST('2026-11-24 12:30:00.249999' AS DATETIME)

-- at is on a day
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`at` BETWEEN CAST('2026-03-28 23:00:00' AS DATETIME) AND CAST('2026-03-29 21:59:59.999999' AS DATETIME) OR `sendoff_source`.`at` BETWEEN CAST('2026-11-23 23:00:00' AS DATETIME) AND CAST('2026-11-24 22:59:59.999999' AS DATETIME))

-- at is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (NOT `sendoff_source`.`at` IS NULL AND EXTRACT(MONTH FROM SAFE.DATETIME(TIMESTAMP(`sendoff_source`.`at`, 'UTC'), 'Europe/Prague')) = 12)

-- at is in a month of UTC
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (NOT `sendoff_source`.`at` IS NULL AND EXTRACT(MONTH FROM `sendoff_source`.`at`) = 12)

-- at has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (NOT `sendoff_source`.`at` IS NULL AND (EXTRACT(MONTH FROM SAFE.DATETIME(TIMESTAMP(`sendoff_source`.`at`, 'UTC'), 'America/New_York')) * 100 + EXTRACT(DAY FROM SAFE.DATETIME(TIMESTAMP(`sendoff_source`.`at`, 'UTC'), 'America/New_York'))) IN (228, 229))
