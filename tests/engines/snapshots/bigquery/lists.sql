-- tags is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE NOT `sendoff_element` IS NULL)

-- not: tags is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE NOT `sendoff_element` IS NULL)), FALSE)

-- tags equals
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END = CONCAT('o\'neil \\ "x" %_* \n\t', CODE_POINTS_TO_STRING([0]), ' ${x} žluť 𐐨'))

-- not: tags equals
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END = CONCAT('o\'neil \\ "x" %_* \n\t', CODE_POINTS_TO_STRING([0]), ' ${x} žluť 𐐨'))), FALSE)

-- tags is one of
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END IN ('ada', '', 'žofie'))

-- not: tags is one of
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END IN ('ada', '', 'žofie'))), FALSE)

-- tags contains
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE (STRPOS(CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'a\'b') > 0 OR STRPOS(CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, '\\') > 0))

-- not: tags contains
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE (STRPOS(CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'a\'b') > 0 OR STRPOS(CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, '\\') > 0))), FALSE)

-- tags contains the empty text
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE NOT CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END IS NULL)

-- not: tags contains the empty text
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE NOT CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END IS NULL)), FALSE)

-- tags starts with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE (STARTS_WITH(CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'a') OR STARTS_WITH(CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'ž')))

-- not: tags starts with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE (STARTS_WITH(CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'a') OR STARTS_WITH(CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'ž')))), FALSE)

-- tags ends with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE ENDS_WITH(CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'z\\'))

-- not: tags ends with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE ENDS_WITH(CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'z\\'))), FALSE)

-- tags is in an uploaded list
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_values_0_row` AS (SELECT SPLIT('adažofiex\'y\\', '') AS `sendoff_values_0_texts`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, `sendoff_values_0_row`.`sendoff_values_0_texts` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters` CROSS JOIN `sendoff_values_0_row`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END IN UNNEST(`sendoff_source`.`sendoff_values_0_texts`))

-- not: tags is in an uploaded list
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_values_0_row` AS (SELECT SPLIT('adažofiex\'y\\', '') AS `sendoff_values_0_texts`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, `sendoff_values_0_row`.`sendoff_values_0_texts` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters` CROSS JOIN `sendoff_values_0_row`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`tags`) AS `sendoff_element` WHERE CASE WHEN BYTE_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END IN UNNEST(`sendoff_source`.`sendoff_values_0_texts`))), FALSE)

-- visits is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE NOT `sendoff_element` IS NULL)

-- not: visits is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE NOT `sendoff_element` IS NULL)), FALSE)

-- visits equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE `sendoff_element` IN (CAST('9007199254740993' AS INT64), CAST('1' AS INT64)))

-- not: visits equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE `sendoff_element` IN (CAST('9007199254740993' AS INT64), CAST('1' AS INT64)))), FALSE)

-- visits is one of too large numbers
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE FALSE)

-- not: visits is one of too large numbers
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE FALSE)), FALSE)

-- visits is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE `sendoff_element` BETWEEN CAST('-3' AS INT64) AND CAST('2' AS INT64))

-- not: visits is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE `sendoff_element` BETWEEN CAST('-3' AS INT64) AND CAST('2' AS INT64))), FALSE)

-- visits is above
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE `sendoff_element` >= CAST('8' AS INT64))

-- not: visits is above
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE `sendoff_element` >= CAST('8' AS INT64))), FALSE)

-- visits is in an uploaded list
WITH `sendoff_values_0_row` AS (SELECT SPLIT('19007199254740993', '') AS `sendoff_values_0_texts`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits`, `sendoff_values_0_row`.`sendoff_values_0_texts` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_values_0_row`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`sendoff_values_0_texts`) AS `value` WHERE SAFE_CAST(`value` AS INT64) = `sendoff_element`))

-- not: visits is in an uploaded list
WITH `sendoff_values_0_row` AS (SELECT SPLIT('19007199254740993', '') AS `sendoff_values_0_texts`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits`, `sendoff_values_0_row`.`sendoff_values_0_texts` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_values_0_row`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`visits`) AS `sendoff_element` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`sendoff_values_0_texts`) AS `value` WHERE SAFE_CAST(`value` AS INT64) = `sendoff_element`))), FALSE)

-- days is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`days`) AS `sendoff_element` WHERE NOT `sendoff_element` IS NULL)

-- not: days is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`days`) AS `sendoff_element` WHERE NOT `sendoff_element` IS NULL)), FALSE)

-- days equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`days`) AS `sendoff_element` WHERE `sendoff_element` IN (CAST('2000-02-29' AS DATE), CAST('0001-01-01' AS DATE)))

-- not: days equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`days`) AS `sendoff_element` WHERE `sendoff_element` IN (CAST('2000-02-29' AS DATE), CAST('0001-01-01' AS DATE)))), FALSE)

-- days is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`days`) AS `sendoff_element` WHERE `sendoff_element` >= CAST('1815-12-10' AS DATE))

-- not: days is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`days`) AS `sendoff_element` WHERE `sendoff_element` >= CAST('1815-12-10' AS DATE))), FALSE)

-- days is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`days`) AS `sendoff_element` WHERE (NOT `sendoff_element` IS NULL AND EXTRACT(MONTH FROM `sendoff_element`) = 2))

-- not: days is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`days`) AS `sendoff_element` WHERE (NOT `sendoff_element` IS NULL AND EXTRACT(MONTH FROM `sendoff_element`) = 2))), FALSE)

-- days has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`days`) AS `sendoff_element` WHERE (NOT `sendoff_element` IS NULL AND (EXTRACT(MONTH FROM `sendoff_element`) * 100 + EXTRACT(DAY FROM `sendoff_element`)) IN (228, 229)))

-- not: days has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`days`) AS `sendoff_element` WHERE (NOT `sendoff_element` IS NULL AND (EXTRACT(MONTH FROM `sendoff_element`) * 100 + EXTRACT(DAY FROM `sendoff_element`)) IN (228, 229)))), FALSE)

-- marks is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`marks`) AS `sendoff_element` WHERE (`sendoff_element` BETWEEN CAST('-Infinity' AS FLOAT64) AND CAST('Infinity' AS FLOAT64) AND NOT IS_NAN(`sendoff_element`)))

-- not: marks is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`marks`) AS `sendoff_element` WHERE (`sendoff_element` BETWEEN CAST('-Infinity' AS FLOAT64) AND CAST('Infinity' AS FLOAT64) AND NOT IS_NAN(`sendoff_element`)))), FALSE)

-- marks equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`marks`) AS `sendoff_element` WHERE (`sendoff_element` IN (CAST('0.0' AS FLOAT64), CAST('1.1' AS FLOAT64)) AND NOT IS_NAN(`sendoff_element`)))

-- not: marks equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`marks`) AS `sendoff_element` WHERE (`sendoff_element` IN (CAST('0.0' AS FLOAT64), CAST('1.1' AS FLOAT64)) AND NOT IS_NAN(`sendoff_element`)))), FALSE)

-- marks is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`marks`) AS `sendoff_element` WHERE (`sendoff_element` BETWEEN CAST('-0.5' AS FLOAT64) AND CAST('1e+23' AS FLOAT64) AND NOT IS_NAN(`sendoff_element`)))

-- not: marks is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`marks`) AS `sendoff_element` WHERE (`sendoff_element` BETWEEN CAST('-0.5' AS FLOAT64) AND CAST('1e+23' AS FLOAT64) AND NOT IS_NAN(`sendoff_element`)))), FALSE)

-- marks is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`marks`) AS `sendoff_element` WHERE (`sendoff_element` BETWEEN CAST('-Infinity' AS FLOAT64) AND CAST('1.0999999999999999' AS FLOAT64) AND NOT IS_NAN(`sendoff_element`)))

-- not: marks is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`marks`) AS `sendoff_element` WHERE (`sendoff_element` BETWEEN CAST('-Infinity' AS FLOAT64) AND CAST('1.0999999999999999' AS FLOAT64) AND NOT IS_NAN(`sendoff_element`)))), FALSE)

-- calls is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE NOT `sendoff_element` IS NULL)

-- not: calls is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE NOT `sendoff_element` IS NULL)), FALSE)

-- calls equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE `sendoff_element` = CAST('2026-11-24 12:30:00.250000' AS DATETIME))

-- not: calls equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE `sendoff_element` = CAST('2026-11-24 12:30:00.250000' AS DATETIME))), FALSE)

-- calls is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE `sendoff_element` BETWEEN CAST('2026-11-24 00:00:00' AS DATETIME) AND CAST('2026-11-24 12:30:00.249999' AS DATETIME))

-- not: calls is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE `sendoff_element` BETWEEN CAST('2026-11-24 00:00:00' AS DATETIME) AND CAST('2026-11-24 12:30:00.249999' AS DATETIME))), FALSE)

-- calls is on a day
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE (`sendoff_element` BETWEEN CAST('2026-03-28 23:00:00' AS DATETIME) AND CAST('2026-03-29 21:59:59.999999' AS DATETIME) OR `sendoff_element` BETWEEN CAST('2026-11-23 23:00:00' AS DATETIME) AND CAST('2026-11-24 22:59:59.999999' AS DATETIME)))

-- not: calls is on a day
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE (`sendoff_element` BETWEEN CAST('2026-03-28 23:00:00' AS DATETIME) AND CAST('2026-03-29 21:59:59.999999' AS DATETIME) OR `sendoff_element` BETWEEN CAST('2026-11-23 23:00:00' AS DATETIME) AND CAST('2026-11-24 22:59:59.999999' AS DATETIME)))), FALSE)

-- calls is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE (NOT `sendoff_element` IS NULL AND EXTRACT(MONTH FROM SAFE.DATETIME(TIMESTAMP(`sendoff_element`, 'UTC'), 'Europe/Prague')) = 12))

-- not: calls is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE (NOT `sendoff_element` IS NULL AND EXTRACT(MONTH FROM SAFE.DATETIME(TIMESTAMP(`sendoff_element`, 'UTC'), 'Europe/Prague')) = 12))), FALSE)

-- calls is in a month of UTC
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE (NOT `sendoff_element` IS NULL AND EXTRACT(MONTH FROM `sendoff_element`) = 12))

-- not: calls is in a month of UTC
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE (NOT `sendoff_element` IS NULL AND EXTRACT(MONTH FROM `sendoff_element`) = 12))), FALSE)

-- calls has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE (NOT `sendoff_element` IS NULL AND (EXTRACT(MONTH FROM SAFE.DATETIME(TIMESTAMP(`sendoff_element`, 'UTC'), 'America/New_York')) * 100 + EXTRACT(DAY FROM SAFE.DATETIME(TIMESTAMP(`sendoff_element`, 'UTC'), 'America/New_York'))) IN (228, 229)))

-- not: calls has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(SELECT 1 FROM UNNEST(`sendoff_source`.`calls`) AS `sendoff_element` WHERE (NOT `sendoff_element` IS NULL AND (EXTRACT(MONTH FROM SAFE.DATETIME(TIMESTAMP(`sendoff_element`, 'UTC'), 'America/New_York')) * 100 + EXTRACT(DAY FROM SAFE.DATETIME(TIMESTAMP(`sendoff_element`, 'UTC'), 'America/New_York'))) IN (228, 229)))), FALSE)
