-- email is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."email" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."email" IS NULL

-- not: email is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."email" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((NOT "sendoff_source"."email" IS NULL), FALSE)

-- email equals
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."sendoff_lowered_1" = ('o\'neil \\ "x" %_* \n\t' || CHR(0) || ' ${x} žluť 𐐨')

-- not: email equals
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."sendoff_lowered_1" = ('o\'neil \\ "x" %_* \n\t' || CHR(0) || ' ${x} žluť 𐐨')), FALSE)

-- email is one of
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."sendoff_lowered_1" IN ('ada', '', 'žofie')

-- not: email is one of
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."sendoff_lowered_1" IN ('ada', '', 'žofie')), FALSE)

-- email contains
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (CONTAINS("sendoff_source"."sendoff_lowered_1", 'a\'b') OR CONTAINS("sendoff_source"."sendoff_lowered_1", '\\'))

-- not: email contains
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((CONTAINS("sendoff_source"."sendoff_lowered_1", 'a\'b') OR CONTAINS("sendoff_source"."sendoff_lowered_1", '\\'))), FALSE)

-- email contains the empty text
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."sendoff_lowered_1" IS NULL

-- not: email contains the empty text
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((NOT "sendoff_source"."sendoff_lowered_1" IS NULL), FALSE)

-- email starts with
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (STARTSWITH("sendoff_source"."sendoff_lowered_1", 'a') OR STARTSWITH("sendoff_source"."sendoff_lowered_1", 'ž'))

-- not: email starts with
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((STARTSWITH("sendoff_source"."sendoff_lowered_1", 'a') OR STARTSWITH("sendoff_source"."sendoff_lowered_1", 'ž'))), FALSE)

-- email ends with
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ENDSWITH("sendoff_source"."sendoff_lowered_1", 'z\\')

-- not: email ends with
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((ENDSWITH("sendoff_source"."sendoff_lowered_1", 'z\\')), FALSE)

-- email is in an uploaded list
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_values_0_row" AS (SELECT SPLIT('adažofiex\'y\\', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT CAST("sendoff_each"."VALUE" AS VARCHAR) AS "value" FROM "sendoff_values_0_row", TABLE(FLATTEN("sendoff_values_0_row"."sendoff_values_0_texts")) AS "sendoff_each"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."sendoff_lowered_1" IN (SELECT "sendoff_values_0"."value" FROM "sendoff_values_0")

-- not: email is in an uploaded list
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_values_0_row" AS (SELECT SPLIT('adažofiex\'y\\', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT CAST("sendoff_each"."VALUE" AS VARCHAR) AS "value" FROM "sendoff_values_0_row", TABLE(FLATTEN("sendoff_values_0_row"."sendoff_values_0_texts")) AS "sendoff_each"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN OCTET_LENGTH("sendoff_source"."email") = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."sendoff_lowered_1" IN (SELECT "sendoff_values_0"."value" FROM "sendoff_values_0")), FALSE)

-- age is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."age" IS NULL

-- not: age is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((NOT "sendoff_source"."age" IS NULL), FALSE)

-- age equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."age" IN (CAST('9007199254740993' AS NUMBER(38, 0)), CAST('1' AS NUMBER(38, 0)))

-- not: age equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."age" IN (CAST('9007199254740993' AS NUMBER(38, 0)), CAST('1' AS NUMBER(38, 0)))), FALSE)

-- age is one of too large numbers
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."age" = CAST('1180591620717411303424' AS NUMBER(38, 0))

-- not: age is one of too large numbers
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."age" = CAST('1180591620717411303424' AS NUMBER(38, 0))), FALSE)

-- age is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."age" BETWEEN CAST('-3' AS NUMBER(38, 0)) AND CAST('2' AS NUMBER(38, 0))

-- not: age is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."age" BETWEEN CAST('-3' AS NUMBER(38, 0)) AND CAST('2' AS NUMBER(38, 0))), FALSE)

-- age is above
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."age" >= CAST('8' AS NUMBER(38, 0))

-- not: age is above
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."age" >= CAST('8' AS NUMBER(38, 0))), FALSE)

-- age is in an uploaded list
WITH "sendoff_values_0_row" AS (SELECT SPLIT('19007199254740993', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT CAST("sendoff_each"."VALUE" AS VARCHAR) AS "value" FROM "sendoff_values_0_row", TABLE(FLATTEN("sendoff_values_0_row"."sendoff_values_0_texts")) AS "sendoff_each"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."age" IN (SELECT CAST("sendoff_values_0"."value" AS NUMBER(38, 0)) FROM "sendoff_values_0")

-- not: age is in an uploaded list
WITH "sendoff_values_0_row" AS (SELECT SPLIT('19007199254740993', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT CAST("sendoff_each"."VALUE" AS VARCHAR) AS "value" FROM "sendoff_values_0_row", TABLE(FLATTEN("sendoff_values_0_row"."sendoff_values_0_texts")) AS "sendoff_each"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."age" IN (SELECT CAST("sendoff_values_0"."value" AS NUMBER(38, 0)) FROM "sendoff_values_0")), FALSE)

-- level is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."level" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."level" IS NULL

-- level equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."level" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."level" = CAST('1' AS NUMBER(5, 0))

-- level is one of too large numbers
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE FALSE

-- level is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."level" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."level" BETWEEN CAST('-3' AS NUMBER(5, 0)) AND CAST('2' AS NUMBER(5, 0))

-- level is above
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."level" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."level" >= CAST('8' AS NUMBER(5, 0))

-- level is in an uploaded list
WITH "sendoff_values_0_row" AS (SELECT SPLIT('19007199254740993', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT CAST("sendoff_each"."VALUE" AS VARCHAR) AS "value" FROM "sendoff_values_0_row", TABLE(FLATTEN("sendoff_values_0_row"."sendoff_values_0_texts")) AS "sendoff_each"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."level" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."level" IN (SELECT CAST("sendoff_values_0"."value" AS NUMBER(5, 0)) FROM "sendoff_values_0")

-- spent is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (("sendoff_source"."spent" + CAST('0' AS FLOAT)) BETWEEN CAST('-Infinity' AS FLOAT) AND CAST('Infinity' AS FLOAT) AND NOT ("sendoff_source"."spent" + CAST('0' AS FLOAT)) = CAST('NaN' AS FLOAT))

-- not: spent is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((("sendoff_source"."spent" + CAST('0' AS FLOAT)) BETWEEN CAST('-Infinity' AS FLOAT) AND CAST('Infinity' AS FLOAT) AND NOT ("sendoff_source"."spent" + CAST('0' AS FLOAT)) = CAST('NaN' AS FLOAT))), FALSE)

-- spent equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (("sendoff_source"."spent" + CAST('0' AS FLOAT)) IN (CAST('0.0' AS FLOAT), CAST('1.1' AS FLOAT)) AND NOT ("sendoff_source"."spent" + CAST('0' AS FLOAT)) = CAST('NaN' AS FLOAT))

-- not: spent equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((("sendoff_source"."spent" + CAST('0' AS FLOAT)) IN (CAST('0.0' AS FLOAT), CAST('1.1' AS FLOAT)) AND NOT ("sendoff_source"."spent" + CAST('0' AS FLOAT)) = CAST('NaN' AS FLOAT))), FALSE)

-- spent is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (("sendoff_source"."spent" + CAST('0' AS FLOAT)) BETWEEN CAST('-0.5' AS FLOAT) AND CAST('1e+23' AS FLOAT) AND NOT ("sendoff_source"."spent" + CAST('0' AS FLOAT)) = CAST('NaN' AS FLOAT))

-- not: spent is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((("sendoff_source"."spent" + CAST('0' AS FLOAT)) BETWEEN CAST('-0.5' AS FLOAT) AND CAST('1e+23' AS FLOAT) AND NOT ("sendoff_source"."spent" + CAST('0' AS FLOAT)) = CAST('NaN' AS FLOAT))), FALSE)

-- spent is below
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (("sendoff_source"."spent" + CAST('0' AS FLOAT)) BETWEEN CAST('-Infinity' AS FLOAT) AND CAST('1.0999999999999999' AS FLOAT) AND NOT ("sendoff_source"."spent" + CAST('0' AS FLOAT)) = CAST('NaN' AS FLOAT))

-- not: spent is below
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((("sendoff_source"."spent" + CAST('0' AS FLOAT)) BETWEEN CAST('-Infinity' AS FLOAT) AND CAST('1.0999999999999999' AS FLOAT) AND NOT ("sendoff_source"."spent" + CAST('0' AS FLOAT)) = CAST('NaN' AS FLOAT))), FALSE)

-- balance is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."balance" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."balance" IS NULL

-- balance equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."balance" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."balance" IN (CAST('0.00' AS NUMBER(10, 2)), CAST('1.10' AS NUMBER(10, 2)))

-- balance is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."balance" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."balance" >= CAST('-0.50' AS NUMBER(10, 2))

-- balance is below
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."balance" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."balance" <= CAST('1.09' AS NUMBER(10, 2))

-- news is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."news" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."news" IS NULL

-- not: news is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."news" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((NOT "sendoff_source"."news" IS NULL), FALSE)

-- news is true
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."news" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."news" = TRUE

-- not: news is true
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."news" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."news" = TRUE), FALSE)

-- news is either
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."news" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."news" IN (TRUE, FALSE)

-- not: news is either
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."news" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."news" IN (TRUE, FALSE)), FALSE)

-- born is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."born" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD')

-- not: born is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."born" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD')), FALSE)

-- born equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."born" IN (TO_DATE('2000-02-29', 'YYYY-MM-DD'), TO_DATE('0001-01-01', 'YYYY-MM-DD'))

-- not: born equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."born" IN (TO_DATE('2000-02-29', 'YYYY-MM-DD'), TO_DATE('0001-01-01', 'YYYY-MM-DD'))), FALSE)

-- born is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."born" BETWEEN TO_DATE('1815-12-10', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD')

-- not: born is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."born" BETWEEN TO_DATE('1815-12-10', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD')), FALSE)

-- born is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."born" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD') AND MONTH("sendoff_source"."born") = 2)

-- not: born is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."born" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD') AND MONTH("sendoff_source"."born") = 2)), FALSE)

-- born has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."born" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD') AND (MONTH("sendoff_source"."born") * 100 + DAY("sendoff_source"."born")) IN (228, 229))

-- not: born has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."born" BETWEEN TO_DATE('0001-01-01', 'YYYY-MM-DD') AND TO_DATE('9999-12-31', 'YYYY-MM-DD') AND (MONTH("sendoff_source"."born") * 100 + DAY("sendoff_source"."born")) IN (228, 229))), FALSE)

-- seen is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- not: seen is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6')), FALSE)

-- seen equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) = TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.250000', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- not: seen equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) = TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.250000', 'YYYY-MM-DD HH24:MI:SS.FF6')), FALSE)

-- seen is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-24 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.249999', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- not: seen is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-24 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.249999', 'YYYY-MM-DD HH24:MI:SS.FF6')), FALSE)

-- seen is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-03-28 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-03-29 21:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') OR DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-23 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 22:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6'))

-- not: seen is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-03-28 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-03-29 21:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') OR DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-23 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 22:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6'))), FALSE)

-- seen is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(CONVERT_TIMEZONE('UTC', 'Europe/Prague', DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))))) = 12)

-- not: seen is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(CONVERT_TIMEZONE('UTC', 'Europe/Prague', DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))))) = 12)), FALSE)

-- seen is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9)))) = 12)

-- not: seen is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9)))) = 12)), FALSE)

-- seen has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND (MONTH(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))))) * 100 + DAY(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9)))))) IN (228, 229))

-- not: seen has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND (MONTH(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9))))) * 100 + DAY(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."seen") AS TIMESTAMP_NTZ(9)))))) IN (228, 229))), FALSE)

-- at is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999000', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- at equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9))) = TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.250000', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- at is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-24 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.249000', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- at is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-03-28 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-03-29 21:59:59.999000', 'YYYY-MM-DD HH24:MI:SS.FF6') OR DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-23 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 22:59:59.999000', 'YYYY-MM-DD HH24:MI:SS.FF6'))

-- at is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(CONVERT_TIMEZONE('UTC', 'Europe/Prague', DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9))))) = 12)

-- at is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9)))) = 12)

-- at has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND (MONTH(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9))))) * 100 + DAY(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."at" AS TIMESTAMP_NTZ(9)))))) IN (228, 229))

-- exact is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- exact equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9))) = TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.250000', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- exact is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-24 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.249999', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- exact is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-03-28 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-03-29 21:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') OR DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-23 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 22:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6'))

-- exact is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(CONVERT_TIMEZONE('UTC', 'Europe/Prague', DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9))))) = 12)

-- exact is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9)))) = 12)

-- exact has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND (MONTH(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9))))) * 100 + DAY(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST("sendoff_source"."exact" AS TIMESTAMP_NTZ(9)))))) IN (228, 229))

-- instant is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- instant equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9))) = TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.250000', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- instant is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-24 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 12:30:00.249999', 'YYYY-MM-DD HH24:MI:SS.FF6')

-- instant is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-03-28 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-03-29 21:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') OR DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('2026-11-23 23:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('2026-11-24 22:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6'))

-- instant is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(CONVERT_TIMEZONE('UTC', 'Europe/Prague', DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9))))) = 12)

-- instant is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND MONTH(DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9)))) = 12)

-- instant has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9))) BETWEEN TO_TIMESTAMP_NTZ('0001-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.FF6') AND TO_TIMESTAMP_NTZ('9999-12-31 23:59:59.999999', 'YYYY-MM-DD HH24:MI:SS.FF6') AND (MONTH(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9))))) * 100 + DAY(CONVERT_TIMEZONE('UTC', 'America/New_York', DATE_TRUNC('MICROSECOND', CAST(CONVERT_TIMEZONE('UTC', "sendoff_source"."instant") AS TIMESTAMP_NTZ(9)))))) IN (228, 229))
