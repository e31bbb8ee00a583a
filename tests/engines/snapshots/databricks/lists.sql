-- tags is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> NOT `sendoff_element` IS NULL)

-- not: tags is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> NOT `sendoff_element` IS NULL)), FALSE)

-- tags equals
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END = CONCAT('o\'neil \\ "x" %_* \n\t', CHR(0), ' $', '{x} žluť 𐐨'))

-- not: tags equals
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END = CONCAT('o\'neil \\ "x" %_* \n\t', CHR(0), ' $', '{x} žluť 𐐨'))), FALSE)

-- tags is one of
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END IN ('ada', '', 'žofie'))

-- not: tags is one of
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END IN ('ada', '', 'žofie'))), FALSE)

-- tags contains
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> (CONTAINS(CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'a\'b') OR CONTAINS(CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, '\\')))

-- not: tags contains
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> (CONTAINS(CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'a\'b') OR CONTAINS(CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, '\\')))), FALSE)

-- tags contains the empty text
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> NOT CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END IS NULL)

-- not: tags contains the empty text
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> NOT CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END IS NULL)), FALSE)

-- tags starts with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> (STARTSWITH(CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'a') OR STARTSWITH(CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'ž')))

-- not: tags starts with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> (STARTSWITH(CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'a') OR STARTSWITH(CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'ž')))), FALSE)

-- tags ends with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> ENDSWITH(CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'z\\'))

-- not: tags ends with
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> ENDSWITH(CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END, 'z\\'))), FALSE)

-- tags is in an uploaded list
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_values_0_row` AS (SELECT SPLIT('adažofiex\'y\\', '') AS `sendoff_values_0_texts`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, `sendoff_values_0_row`.`sendoff_values_0_texts` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters` CROSS JOIN `sendoff_values_0_row`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> ARRAY_CONTAINS(`sendoff_source`.`sendoff_values_0_texts`, CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END))

-- not: tags is in an uploaded list
WITH `sendoff_letters` AS (SELECT '{upper letters}' AS `sendoff_upper`, '{lower letters}' AS `sendoff_lower`), `sendoff_values_0_row` AS (SELECT SPLIT('adažofiex\'y\\', '') AS `sendoff_values_0_texts`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`tags`, `sendoff_letters`.`sendoff_upper`, `sendoff_letters`.`sendoff_lower`, `sendoff_values_0_row`.`sendoff_values_0_texts` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_letters` CROSS JOIN `sendoff_values_0_row`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`tags`, `sendoff_element` -> ARRAY_CONTAINS(`sendoff_source`.`sendoff_values_0_texts`, CASE WHEN OCTET_LENGTH(`sendoff_element`) = CHAR_LENGTH(`sendoff_element`) THEN LOWER(`sendoff_element`) ELSE TRANSLATE(`sendoff_element`, `sendoff_source`.`sendoff_upper`, `sendoff_source`.`sendoff_lower`) END))), FALSE)

-- visits is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> NOT `sendoff_element` IS NULL)

-- not: visits is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> NOT `sendoff_element` IS NULL)), FALSE)

-- visits equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> `sendoff_element` IN (CAST('9007199254740993' AS BIGINT), CAST('1' AS BIGINT)))

-- not: visits equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> `sendoff_element` IN (CAST('9007199254740993' AS BIGINT), CAST('1' AS BIGINT)))), FALSE)

-- visits is one of too large numbers
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> FALSE)

-- not: visits is one of too large numbers
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> FALSE)), FALSE)

-- visits is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> `sendoff_element` BETWEEN CAST('-3' AS BIGINT) AND CAST('2' AS BIGINT))

-- not: visits is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> `sendoff_element` BETWEEN CAST('-3' AS BIGINT) AND CAST('2' AS BIGINT))), FALSE)

-- visits is above
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> `sendoff_element` >= CAST('8' AS BIGINT))

-- not: visits is above
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> `sendoff_element` >= CAST('8' AS BIGINT))), FALSE)

-- visits is in an uploaded list
WITH `sendoff_values_0_row` AS (SELECT SPLIT('19007199254740993', '') AS `sendoff_values_0_texts`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits`, `sendoff_values_0_row`.`sendoff_values_0_texts` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_values_0_row`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> ARRAY_CONTAINS(TRANSFORM(`sendoff_source`.`sendoff_values_0_texts`, `value` -> TRY_CAST(`value` AS BIGINT)), `sendoff_element`))

-- not: visits is in an uploaded list
WITH `sendoff_values_0_row` AS (SELECT SPLIT('19007199254740993', '') AS `sendoff_values_0_texts`), `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`visits`, `sendoff_values_0_row`.`sendoff_values_0_texts` FROM `main`.`shop`.`customers` AS `sendoff_source` CROSS JOIN `sendoff_values_0_row`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`visits`, `sendoff_element` -> ARRAY_CONTAINS(TRANSFORM(`sendoff_source`.`sendoff_values_0_texts`, `value` -> TRY_CAST(`value` AS BIGINT)), `sendoff_element`))), FALSE)

-- days is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`days`, `sendoff_element` -> `sendoff_element` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE))

-- not: days is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`days`, `sendoff_element` -> `sendoff_element` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE))), FALSE)

-- days equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`days`, `sendoff_element` -> `sendoff_element` IN (CAST('2000-02-29' AS DATE), CAST('0001-01-01' AS DATE)))

-- not: days equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`days`, `sendoff_element` -> `sendoff_element` IN (CAST('2000-02-29' AS DATE), CAST('0001-01-01' AS DATE)))), FALSE)

-- days is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`days`, `sendoff_element` -> `sendoff_element` BETWEEN CAST('1815-12-10' AS DATE) AND CAST('9999-12-31' AS DATE))

-- not: days is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`days`, `sendoff_element` -> `sendoff_element` BETWEEN CAST('1815-12-10' AS DATE) AND CAST('9999-12-31' AS DATE))), FALSE)

-- days is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`days`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND MONTH(`sendoff_element`) = 2))

-- not: days is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`days`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND MONTH(`sendoff_element`) = 2))), FALSE)

-- days has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`days`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND (MONTH(`sendoff_element`) * 100 + DAY(`sendoff_element`)) IN (228, 229)))

-- not: days has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`days` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`days`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND (MONTH(`sendoff_element`) * 100 + DAY(`sendoff_element`)) IN (228, 229)))), FALSE)

-- marks is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`marks`, `sendoff_element` -> ((`sendoff_element` + 0.0D) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('Infinity' AS DOUBLE) AND NOT ISNAN((`sendoff_element` + 0.0D))))

-- not: marks is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`marks`, `sendoff_element` -> ((`sendoff_element` + 0.0D) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('Infinity' AS DOUBLE) AND NOT ISNAN((`sendoff_element` + 0.0D))))), FALSE)

-- marks equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`marks`, `sendoff_element` -> ((`sendoff_element` + 0.0D) IN (CAST('0.0' AS DOUBLE), CAST('1.1' AS DOUBLE)) AND NOT ISNAN((`sendoff_element` + 0.0D))))

-- not: marks equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`marks`, `sendoff_element` -> ((`sendoff_element` + 0.0D) IN (CAST('0.0' AS DOUBLE), CAST('1.1' AS DOUBLE)) AND NOT ISNAN((`sendoff_element` + 0.0D))))), FALSE)

-- marks is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`marks`, `sendoff_element` -> ((`sendoff_element` + 0.0D) BETWEEN CAST('-0.5' AS DOUBLE) AND CAST('1e+23' AS DOUBLE) AND NOT ISNAN((`sendoff_element` + 0.0D))))

-- not: marks is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`marks`, `sendoff_element` -> ((`sendoff_element` + 0.0D) BETWEEN CAST('-0.5' AS DOUBLE) AND CAST('1e+23' AS DOUBLE) AND NOT ISNAN((`sendoff_element` + 0.0D))))), FALSE)

-- marks is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`marks`, `sendoff_element` -> ((`sendoff_element` + 0.0D) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('1.0999999999999999' AS DOUBLE) AND NOT ISNAN((`sendoff_element` + 0.0D))))

-- not: marks is below
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`marks` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`marks`, `sendoff_element` -> ((`sendoff_element` + 0.0D) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('1.0999999999999999' AS DOUBLE) AND NOT ISNAN((`sendoff_element` + 0.0D))))), FALSE)

-- calls is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> `sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ))

-- not: calls is known
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> `sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ))), FALSE)

-- calls equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> `sendoff_element` = CAST('2026-11-24 12:30:00.250000' AS TIMESTAMP_NTZ))

-- not: calls equals
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> `sendoff_element` = CAST('2026-11-24 12:30:00.250000' AS TIMESTAMP_NTZ))), FALSE)

-- calls is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> `sendoff_element` BETWEEN CAST('2026-11-24 00:00:00' AS TIMESTAMP_NTZ) AND CAST('2026-11-24 12:30:00.249999' AS TIMESTAMP_NTZ))

-- not: calls is within
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> `sendoff_element` BETWEEN CAST('2026-11-24 00:00:00' AS TIMESTAMP_NTZ) AND CAST('2026-11-24 12:30:00.249999' AS TIMESTAMP_NTZ))), FALSE)

-- calls is on a day
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('2026-03-28 23:00:00' AS TIMESTAMP_NTZ) AND CAST('2026-03-29 21:59:59.999999' AS TIMESTAMP_NTZ) OR `sendoff_element` BETWEEN CAST('2026-11-23 23:00:00' AS TIMESTAMP_NTZ) AND CAST('2026-11-24 22:59:59.999999' AS TIMESTAMP_NTZ)))

-- not: calls is on a day
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('2026-03-28 23:00:00' AS TIMESTAMP_NTZ) AND CAST('2026-03-29 21:59:59.999999' AS TIMESTAMP_NTZ) OR `sendoff_element` BETWEEN CAST('2026-11-23 23:00:00' AS TIMESTAMP_NTZ) AND CAST('2026-11-24 22:59:59.999999' AS TIMESTAMP_NTZ)))), FALSE)

-- calls is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) AND MONTH(CASE WHEN `sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) THEN FROM_UTC_TIMESTAMP(CAST(`sendoff_element` AS TIMESTAMP), 'Europe/Prague') END) = 12))

-- not: calls is in a month
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) AND MONTH(CASE WHEN `sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) THEN FROM_UTC_TIMESTAMP(CAST(`sendoff_element` AS TIMESTAMP), 'Europe/Prague') END) = 12))), FALSE)

-- calls is in a month of UTC
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) AND MONTH(`sendoff_element`) = 12))

-- not: calls is in a month of UTC
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) AND MONTH(`sendoff_element`) = 12))), FALSE)

-- calls has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) AND (MONTH(CASE WHEN `sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) THEN FROM_UTC_TIMESTAMP(CAST(`sendoff_element` AS TIMESTAMP), 'America/New_York') END) * 100 + DAY(CASE WHEN `sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) THEN FROM_UTC_TIMESTAMP(CAST(`sendoff_element` AS TIMESTAMP), 'America/New_York') END)) IN (228, 229)))

-- not: calls has an anniversary
WITH `sendoff_customers` AS (SELECT `sendoff_source`.`customer_entity_id`, `sendoff_source`.`calls` FROM `main`.`shop`.`customers` AS `sendoff_source`) SELECT COUNT(*) FROM `sendoff_customers` AS `sendoff_source` WHERE NOT COALESCE((EXISTS(`sendoff_source`.`calls`, `sendoff_element` -> (`sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) AND (MONTH(CASE WHEN `sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) THEN FROM_UTC_TIMESTAMP(CAST(`sendoff_element` AS TIMESTAMP), 'America/New_York') END) * 100 + DAY(CASE WHEN `sendoff_element` BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP_NTZ) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP_NTZ) THEN FROM_UTC_TIMESTAMP(CAST(`sendoff_element` AS TIMESTAMP), 'America/New_York') END)) IN (228, 229)))), FALSE)
