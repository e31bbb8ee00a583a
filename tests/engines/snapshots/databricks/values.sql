-- email is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`email` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`email` IS NULL

-- not: email is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`email` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((NOT `sendoff_source`.`email` IS NULL), FALSE)

-- email equals
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`sendoff_lowered_1` = CONCAT('o\'neil \\ "x" %_* \n\t', CHR(0), ' $', '{x} žluť 𐐨')

-- not: email equals
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`sendoff_lowered_1` = CONCAT('o\'neil \\ "x" %_* \n\t', CHR(0), ' $', '{x} žluť 𐐨')), FALSE)

-- email is one of
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`sendoff_lowered_1` IN ('ada', '', 'žofie')

-- not: email is one of
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`sendoff_lowered_1` IN ('ada', '', 'žofie')), FALSE)

-- email contains
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (CONTAINS(`sendoff_source`.`sendoff_lowered_1`, 'a\'b') OR CONTAINS(`sendoff_source`.`sendoff_lowered_1`, '\\'))

-- not: email contains
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((CONTAINS(`sendoff_source`.`sendoff_lowered_1`, 'a\'b') OR CONTAINS(`sendoff_source`.`sendoff_lowered_1`, '\\'))), FALSE)

-- email contains the empty text
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`sendoff_lowered_1` IS NULL

-- not: email contains the empty text
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((NOT `sendoff_source`.`sendoff_lowered_1` IS NULL), FALSE)

-- email starts with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (STARTSWITH(`sendoff_source`.`sendoff_lowered_1`, 'a') OR STARTSWITH(`sendoff_source`.`sendoff_lowered_1`, 'ž'))

-- not: email starts with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((STARTSWITH(`sendoff_source`.`sendoff_lowered_1`, 'a') OR STARTSWITH(`sendoff_source`.`sendoff_lowered_1`, 'ž'))), FALSE)

-- email ends with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE ENDSWITH(`sendoff_source`.`sendoff_lowered_1`, 'z\\')

-- not: email ends with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((ENDSWITH(`sendoff_source`.`sendoff_lowered_1`, 'z\\')), FALSE)

-- email is in an uploaded list
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_values_0_row` AS (SELECT SPLIT('adažofiex\'y\\', '') AS `sendoff_values_0_texts`), `sendoff_values_0` AS (SELECT EXPLODE(`sendoff_values_0_row`.`sendoff_values_0_texts`) AS `value` FROM `sendoff_values_0_row`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`sendoff_lowered_1` IN (SELECT `sendoff_values_0`.`value` FROM `sendoff_values_0`)

-- not: email is in an uploaded list
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_values_0_row` AS (SELECT SPLIT('adažofiex\'y\\', '') AS `sendoff_values_0_texts`), `sendoff_values_0` AS (SELECT EXPLODE(`sendoff_values_0_row`.`sendoff_values_0_texts`) AS `value` FROM `sendoff_values_0_row`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, CASE WHEN OCTET_LENGTH(`sendoff_source`.`email`) = CHAR_LENGTH(`sendoff_source`.`email`) THEN LOWER(`sendoff_source`.`email`) ELSE TRANSLATE(`sendoff_source`.`email`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`) END AS `sendoff_lowered_1` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`sendoff_lowered_1` IN (SELECT `sendoff_values_0`.`value` FROM `sendoff_values_0`)), FALSE)

-- age is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`age` IS NULL

-- not: age is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((NOT `sendoff_source`.`age` IS NULL), FALSE)

-- age equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`age` IN (CAST('9007199254740993' AS BIGINT), CAST('1' AS BIGINT))

-- not: age equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`age` IN (CAST('9007199254740993' AS BIGINT), CAST('1' AS BIGINT))), FALSE)

-- age is one of too large numbers
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE FALSE

-- not: age is one of too large numbers
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((FALSE), FALSE)

-- age is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`age` BETWEEN CAST('-3' AS BIGINT) AND CAST('2' AS BIGINT)

-- not: age is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`age` BETWEEN CAST('-3' AS BIGINT) AND CAST('2' AS BIGINT)), FALSE)

-- age is above
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`age` >= CAST('8' AS BIGINT)

-- not: age is above
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`age` >= CAST('8' AS BIGINT)), FALSE)

-- age is in an uploaded list
WITH `sendoff_values_0_row` AS (SELECT SPLIT('19007199254740993', '') AS `sendoff_values_0_texts`), `sendoff_values_0` AS (SELECT EXPLODE(`sendoff_values_0_row`.`sendoff_values_0_texts`) AS `value` FROM `sendoff_values_0_row`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`age` IN (SELECT TRY_CAST(`sendoff_values_0`.`value` AS BIGINT) FROM `sendoff_values_0`)

-- not: age is in an uploaded list
WITH `sendoff_values_0_row` AS (SELECT SPLIT('19007199254740993', '') AS `sendoff_values_0_texts`), `sendoff_values_0` AS (SELECT EXPLODE(`sendoff_values_0_row`.`sendoff_values_0_texts`) AS `value` FROM `sendoff_values_0_row`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`age` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`age` IN (SELECT TRY_CAST(`sendoff_values_0`.`value` AS BIGINT) FROM `sendoff_values_0`)), FALSE)

-- level is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`level` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`level` IS NULL

-- level equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`level` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`level` = CAST('1' AS SMALLINT)

-- level is one of too large numbers
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE FALSE

-- level is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`level` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`level` BETWEEN CAST('-3' AS SMALLINT) AND CAST('2' AS SMALLINT)

-- level is above
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`level` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`level` >= CAST('8' AS SMALLINT)

-- level is in an uploaded list
WITH `sendoff_values_0_row` AS (SELECT SPLIT('19007199254740993', '') AS `sendoff_values_0_texts`), `sendoff_values_0` AS (SELECT EXPLODE(`sendoff_values_0_row`.`sendoff_values_0_texts`) AS `value` FROM `sendoff_values_0_row`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`level` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`level` IN (SELECT TRY_CAST(`sendoff_values_0`.`value` AS SMALLINT) FROM `sendoff_values_0`)

-- spent is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE ((`sendoff_source`.`spent` + 0.0D) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('Infinity' AS DOUBLE) AND NOT ISNAN((`sendoff_source`.`spent` + 0.0D)))

-- not: spent is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((((`sendoff_source`.`spent` + 0.0D) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('Infinity' AS DOUBLE) AND NOT ISNAN((`sendoff_source`.`spent` + 0.0D)))), FALSE)

-- spent equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE ((`sendoff_source`.`spent` + 0.0D) IN (CAST('0.0' AS DOUBLE), CAST('1.1' AS DOUBLE)) AND NOT ISNAN((`sendoff_source`.`spent` + 0.0D)))

-- not: spent equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((((`sendoff_source`.`spent` + 0.0D) IN (CAST('0.0' AS DOUBLE), CAST('1.1' AS DOUBLE)) AND NOT ISNAN((`sendoff_source`.`spent` + 0.0D)))), FALSE)

-- spent is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE ((`sendoff_source`.`spent` + 0.0D) BETWEEN CAST('-0.5' AS DOUBLE) AND CAST('1e+23' AS DOUBLE) AND NOT ISNAN((`sendoff_source`.`spent` + 0.0D)))

-- not: spent is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((((`sendoff_source`.`spent` + 0.0D) BETWEEN CAST('-0.5' AS DOUBLE) AND CAST('1e+23' AS DOUBLE) AND NOT ISNAN((`sendoff_source`.`spent` + 0.0D)))), FALSE)

-- spent is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE ((`sendoff_source`.`spent` + 0.0D) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('1.0999999999999999' AS DOUBLE) AND NOT ISNAN((`sendoff_source`.`spent` + 0.0D)))

-- not: spent is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`spent` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((((`sendoff_source`.`spent` + 0.0D) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('1.0999999999999999' AS DOUBLE) AND NOT ISNAN((`sendoff_source`.`spent` + 0.0D)))), FALSE)

-- ratio is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`ratio` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE ((CAST(`sendoff_source`.`ratio` AS DOUBLE) + 0.0D) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('Infinity' AS DOUBLE) AND NOT ISNAN((CAST(`sendoff_source`.`ratio` AS DOUBLE) + 0.0D)))

-- ratio equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`ratio` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE ((CAST(`sendoff_source`.`ratio` AS DOUBLE) + 0.0D) IN (CAST('0.0' AS DOUBLE), CAST('1.1' AS DOUBLE)) AND NOT ISNAN((CAST(`sendoff_source`.`ratio` AS DOUBLE) + 0.0D)))

-- ratio is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`ratio` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE ((CAST(`sendoff_source`.`ratio` AS DOUBLE) + 0.0D) BETWEEN CAST('-0.5' AS DOUBLE) AND CAST('1e+23' AS DOUBLE) AND NOT ISNAN((CAST(`sendoff_source`.`ratio` AS DOUBLE) + 0.0D)))

-- ratio is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`ratio` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE ((CAST(`sendoff_source`.`ratio` AS DOUBLE) + 0.0D) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('1.0999999999999999' AS DOUBLE) AND NOT ISNAN((CAST(`sendoff_source`.`ratio` AS DOUBLE) + 0.0D)))

-- balance is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`balance` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT `sendoff_source`.`balance` IS NULL

-- balance equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`balance` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`balance` IN (CAST('0.00' AS DECIMAL(10, 2)), CAST('1.10' AS DECIMAL(10, 2)))

-- balance is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`balance` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`balance` >= CAST('-0.50' AS DECIMAL(10, 2))

-- balance is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`balance` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`balance` <= CAST('1.09' AS DECIMAL(10, 2))

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
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`born` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE)

-- not: born is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`born` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE)), FALSE)

-- born equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`born` IN (CAST('2000-02-29' AS DATE), CAST('0001-01-01' AS DATE))

-- not: born equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`born` IN (CAST('2000-02-29' AS DATE), CAST('0001-01-01' AS DATE))), FALSE)

-- born is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`born` BETWEEN CAST('1815-12-10' AS DATE) AND CAST('9999-12-31' AS DATE)

-- not: born is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`born` BETWEEN CAST('1815-12-10' AS DATE) AND CAST('9999-12-31' AS DATE)), FALSE)

-- born is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`born` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND MONTH(`sendoff_source`.`born`) = 2)

-- not: born is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((`sendoff_source`.`born` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND MONTH(`sendoff_source`.`born`) = 2)), FALSE)

-- born has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`born` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND (MONTH(`sendoff_source`.`born`) * 100 + DAY(`sendoff_source`.`born`)) IN (228, 229))

-- not: born has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`born` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((`sendoff_source`.`born` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND (MONTH(`sendoff_source`.`born`) * 100 + DAY(`sendoff_source`.`born`)) IN (228, 229))), FALSE)

-- seen is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP)

-- not: seen is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((`sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP)), FALSE)

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
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) AND MONTH(CASE WHEN `sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) THEN FROM_UTC_TIMESTAMP(`sendoff_source`.`seen`, 'Europe/Prague') END) = 12)

-- not: seen is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((`sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) AND MONTH(CASE WHEN `sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) THEN FROM_UTC_TIMESTAMP(`sendoff_source`.`seen`, 'Europe/Prague') END) = 12)), FALSE)

-- seen is in a month of UTC
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) AND MONTH(`sendoff_source`.`seen`) = 12)

-- not: seen is in a month of UTC
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((`sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) AND MONTH(`sendoff_source`.`seen`) = 12)), FALSE)

-- seen has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) AND (MONTH(CASE WHEN `sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) THEN FROM_UTC_TIMESTAMP(`sendoff_source`.`seen`, 'America/New_York') END) * 100 + DAY(CASE WHEN `sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) THEN FROM_UTC_TIMESTAMP(`sendoff_source`.`seen`, 'America/New_York') END)) IN (228, 229))

-- not: seen has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`seen` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE(((`sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) AND (MONTH(CASE WHEN `sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) THEN FROM_UTC_TIMESTAMP(`sendoff_source`.`seen`, 'America/New_York') END) * 100 + DAY(CASE WHEN `sendoff_source`.`seen` BETWEEN CAST('0001-01-01 00:00:00+00:00' AS TIMESTAMP) AND CAST('9999-12-31 23:59:59.999999+00:00' AS TIMESTAMP) THEN FROM_UTC_TIMESTAMP(`sendoff_source`.`seen`, 'America/New_York') END)) IN (228, 229))), FALSE)

-- at is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`at` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ)

-- at equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`at` = CAST('2026-11-24 12:30:00.250000' AS TIMESTAMP_NTZ)

-- at is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE `sendoff_source`.`at` BETWEEN CAST('2026-11-24 00:00:00' AS TIMESTAMP_NTZ) AND CAST('2026-11-24 12:30:00.249999' AS TIMESTAMP_NTZ)

-- at is on a day
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`at` BETWEEN CAST('2026-03-28 23:00:00' AS TIMESTAMP_NTZ) AND CAST('2026-03-29 21:59:59.999999' AS TIMESTAMP_NTZ) OR `sendoff_source`.`at` BETWEEN CAST('2026-11-23 23:00:00' AS TIMESTAMP_NTZ) AND CAST('2026-11-24 22:59:59.999999' AS TIMESTAMP_NTZ))

-- at is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`at` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) AND MONTH(CASE WHEN `sendoff_source`.`at` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) THEN FROM_UTC_TIMESTAMP(CAST(`sendoff_source`.`at` AS TIMESTAMP), 'Europe/Prague') END) = 12)

-- at is in a month of UTC
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`at` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) AND MONTH(`sendoff_source`.`at`) = 12)

-- at has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`at` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE (`sendoff_source`.`at` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) AND (MONTH(CASE WHEN `sendoff_source`.`at` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) THEN FROM_UTC_TIMESTAMP(CAST(`sendoff_source`.`at` AS TIMESTAMP), 'America/New_York') END) * 100 + DAY(CASE WHEN `sendoff_source`.`at` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) THEN FROM_UTC_TIMESTAMP(CAST(`sendoff_source`.`at` AS TIMESTAMP), 'America/New_York') END)) IN (228, 229))
