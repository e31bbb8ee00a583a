-- email is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."email" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."email" IS NULL

-- not: email is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."email" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((NOT "sendoff_source"."email" IS NULL), FALSE)

-- email equals
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."sendoff_lowered_1" = ('o''neil \ "x" %_* 
	' || CHR(0) || ' ${x} žluť 𐐨')

-- not: email equals
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."sendoff_lowered_1" = ('o''neil \ "x" %_* 
	' || CHR(0) || ' ${x} žluť 𐐨')), FALSE)

-- email is one of
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."sendoff_lowered_1" IN ('ada', '', 'žofie')

-- not: email is one of
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."sendoff_lowered_1" IN ('ada', '', 'žofie')), FALSE)

-- email contains
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (STRPOS("sendoff_source"."sendoff_lowered_1", 'a''b') > 0 OR STRPOS("sendoff_source"."sendoff_lowered_1", '\') > 0)

-- not: email contains
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((STRPOS("sendoff_source"."sendoff_lowered_1", 'a''b') > 0 OR STRPOS("sendoff_source"."sendoff_lowered_1", '\') > 0)), FALSE)

-- email contains the empty text
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."sendoff_lowered_1" IS NULL

-- not: email contains the empty text
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((NOT "sendoff_source"."sendoff_lowered_1" IS NULL), FALSE)

-- email starts with
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (STARTS_WITH("sendoff_source"."sendoff_lowered_1", 'a') OR STARTS_WITH("sendoff_source"."sendoff_lowered_1", 'ž'))

-- not: email starts with
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(((STARTS_WITH("sendoff_source"."sendoff_lowered_1", 'a') OR STARTS_WITH("sendoff_source"."sendoff_lowered_1", 'ž'))), FALSE)

-- email ends with
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE SUBSTR("sendoff_source"."sendoff_lowered_1", -LENGTH('z\')) = 'z\'

-- not: email ends with
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((SUBSTR("sendoff_source"."sendoff_lowered_1", -LENGTH('z\')) = 'z\'), FALSE)

-- email is in an uploaded list
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_values_0_row" AS (SELECT SPLIT('adažofiex''y\', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT "sendoff_each"."value" FROM "sendoff_values_0_row" CROSS JOIN UNNEST("sendoff_values_0_row"."sendoff_values_0_texts") AS "sendoff_each"("value")), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."sendoff_lowered_1" IN (SELECT "sendoff_values_0"."value" FROM "sendoff_values_0")

-- not: email is in an uploaded list
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_values_0_row" AS (SELECT SPLIT('adažofiex''y\', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT "sendoff_each"."value" FROM "sendoff_values_0_row" CROSS JOIN UNNEST("sendoff_values_0_row"."sendoff_values_0_texts") AS "sendoff_each"("value")), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower", CASE WHEN LENGTH(TO_UTF8("sendoff_source"."email")) = LENGTH("sendoff_source"."email") THEN LOWER("sendoff_source"."email") ELSE TRANSLATE("sendoff_source"."email", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower") END AS "sendoff_lowered_1" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."sendoff_lowered_1" IN (SELECT "sendoff_values_0"."value" FROM "sendoff_values_0")), FALSE)

-- age is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."age" IS NULL

-- not: age is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((NOT "sendoff_source"."age" IS NULL), FALSE)

-- age equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."age" IN (CAST('9007199254740993' AS BIGINT), CAST('1' AS BIGINT))

-- not: age equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."age" IN (CAST('9007199254740993' AS BIGINT), CAST('1' AS BIGINT))), FALSE)

-- age is one of too large numbers
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE FALSE

-- not: age is one of too large numbers
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((FALSE), FALSE)

-- age is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."age" BETWEEN CAST('-3' AS BIGINT) AND CAST('2' AS BIGINT)

-- not: age is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."age" BETWEEN CAST('-3' AS BIGINT) AND CAST('2' AS BIGINT)), FALSE)

-- age is above
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."age" >= CAST('8' AS BIGINT)

-- not: age is above
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."age" >= CAST('8' AS BIGINT)), FALSE)

-- age is in an uploaded list
WITH "sendoff_values_0_row" AS (SELECT SPLIT('19007199254740993', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT "sendoff_each"."value" FROM "sendoff_values_0_row" CROSS JOIN UNNEST("sendoff_values_0_row"."sendoff_values_0_texts") AS "sendoff_each"("value")), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."age" IN (SELECT TRY_CAST("sendoff_values_0"."value" AS BIGINT) FROM "sendoff_values_0")

-- not: age is in an uploaded list
WITH "sendoff_values_0_row" AS (SELECT SPLIT('19007199254740993', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT "sendoff_each"."value" FROM "sendoff_values_0_row" CROSS JOIN UNNEST("sendoff_values_0_row"."sendoff_values_0_texts") AS "sendoff_each"("value")), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."age" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."age" IN (SELECT TRY_CAST("sendoff_values_0"."value" AS BIGINT) FROM "sendoff_values_0")), FALSE)

-- level is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."level" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."level" IS NULL

-- level equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."level" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."level" = CAST('1' AS SMALLINT)

-- level is one of too large numbers
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE FALSE

-- level is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."level" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."level" BETWEEN CAST('-3' AS SMALLINT) AND CAST('2' AS SMALLINT)

-- level is above
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."level" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."level" >= CAST('8' AS SMALLINT)

-- level is in an uploaded list
WITH "sendoff_values_0_row" AS (SELECT SPLIT('19007199254740993', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT "sendoff_each"."value" FROM "sendoff_values_0_row" CROSS JOIN UNNEST("sendoff_values_0_row"."sendoff_values_0_texts") AS "sendoff_each"("value")), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."level" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."level" IN (SELECT TRY_CAST("sendoff_values_0"."value" AS SMALLINT) FROM "sendoff_values_0")

-- spent is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."spent" BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('Infinity' AS DOUBLE) AND NOT IS_NAN("sendoff_source"."spent"))

-- not: spent is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."spent" BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('Infinity' AS DOUBLE) AND NOT IS_NAN("sendoff_source"."spent"))), FALSE)

-- spent equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."spent" IN (CAST('0.0' AS DOUBLE), CAST('1.1' AS DOUBLE)) AND NOT IS_NAN("sendoff_source"."spent"))

-- not: spent equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."spent" IN (CAST('0.0' AS DOUBLE), CAST('1.1' AS DOUBLE)) AND NOT IS_NAN("sendoff_source"."spent"))), FALSE)

-- spent is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."spent" BETWEEN CAST('-0.5' AS DOUBLE) AND CAST('1e+23' AS DOUBLE) AND NOT IS_NAN("sendoff_source"."spent"))

-- not: spent is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."spent" BETWEEN CAST('-0.5' AS DOUBLE) AND CAST('1e+23' AS DOUBLE) AND NOT IS_NAN("sendoff_source"."spent"))), FALSE)

-- spent is below
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."spent" BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('1.0999999999999999' AS DOUBLE) AND NOT IS_NAN("sendoff_source"."spent"))

-- not: spent is below
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."spent" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."spent" BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('1.0999999999999999' AS DOUBLE) AND NOT IS_NAN("sendoff_source"."spent"))), FALSE)

-- ratio is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."ratio" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (CAST("sendoff_source"."ratio" AS DOUBLE) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('Infinity' AS DOUBLE) AND NOT IS_NAN(CAST("sendoff_source"."ratio" AS DOUBLE)))

-- ratio equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."ratio" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (CAST("sendoff_source"."ratio" AS DOUBLE) IN (CAST('0.0' AS DOUBLE), CAST('1.1' AS DOUBLE)) AND NOT IS_NAN(CAST("sendoff_source"."ratio" AS DOUBLE)))

-- ratio is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."ratio" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (CAST("sendoff_source"."ratio" AS DOUBLE) BETWEEN CAST('-0.5' AS DOUBLE) AND CAST('1e+23' AS DOUBLE) AND NOT IS_NAN(CAST("sendoff_source"."ratio" AS DOUBLE)))

-- ratio is below
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."ratio" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (CAST("sendoff_source"."ratio" AS DOUBLE) BETWEEN CAST('-Infinity' AS DOUBLE) AND CAST('1.0999999999999999' AS DOUBLE) AND NOT IS_NAN(CAST("sendoff_source"."ratio" AS DOUBLE)))

-- balance is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."balance" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."balance" IS NULL

-- balance equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."balance" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."balance" IN (CAST('0.00' AS DECIMAL(10, 2)), CAST('1.10' AS DECIMAL(10, 2)))

-- balance is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."balance" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."balance" >= CAST('-0.50' AS DECIMAL(10, 2))

-- balance is below
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."balance" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."balance" <= CAST('1.09' AS DECIMAL(10, 2))

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
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."born" BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE)

-- not: born is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."born" BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE)), FALSE)

-- born equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."born" IN (CAST('2000-02-29' AS DATE), CAST('0001-01-01' AS DATE))

-- not: born equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."born" IN (CAST('2000-02-29' AS DATE), CAST('0001-01-01' AS DATE))), FALSE)

-- born is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."born" BETWEEN CAST('1815-12-10' AS DATE) AND CAST('9999-12-31' AS DATE)

-- not: born is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."born" BETWEEN CAST('1815-12-10' AS DATE) AND CAST('9999-12-31' AS DATE)), FALSE)

-- born is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."born" BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND MONTH("sendoff_source"."born") = 2)

-- not: born is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."born" BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND MONTH("sendoff_source"."born") = 2)), FALSE)

-- born has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."born" BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND (MONTH("sendoff_source"."born") * 100 + DAY("sendoff_source"."born")) IN (228, 229))

-- not: born has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."born" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."born" BETWEEN CAST('0001-01-01' AS DATE) AND CAST('9999-12-31' AS DATE) AND (MONTH("sendoff_source"."born") * 100 + DAY("sendoff_source"."born")) IN (228, 229))), FALSE)

-- seen is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC')

-- not: seen is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC')), FALSE)

-- seen equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."seen" = WITH_TIMEZONE(CAST('2026-11-24 12:30:00.250000' AS TIMESTAMP(6)), 'UTC')

-- not: seen equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."seen" = WITH_TIMEZONE(CAST('2026-11-24 12:30:00.250000' AS TIMESTAMP(6)), 'UTC')), FALSE)

-- seen is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('2026-11-24 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('2026-11-24 12:30:00.249999' AS TIMESTAMP(6)), 'UTC')

-- not: seen is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE(("sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('2026-11-24 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('2026-11-24 12:30:00.249999' AS TIMESTAMP(6)), 'UTC')), FALSE)

-- seen is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('2026-03-28 23:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('2026-03-29 21:59:59.999999' AS TIMESTAMP(6)), 'UTC') OR "sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('2026-11-23 23:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('2026-11-24 22:59:59.999999' AS TIMESTAMP(6)), 'UTC'))

-- not: seen is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('2026-03-28 23:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('2026-03-29 21:59:59.999999' AS TIMESTAMP(6)), 'UTC') OR "sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('2026-11-23 23:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('2026-11-24 22:59:59.999999' AS TIMESTAMP(6)), 'UTC'))), FALSE)

-- seen is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC') AND MONTH(AT_TIMEZONE("sendoff_source"."seen", 'Europe/Prague')) = 12)

-- not: seen is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC') AND MONTH(AT_TIMEZONE("sendoff_source"."seen", 'Europe/Prague')) = 12)), FALSE)

-- seen is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC') AND MONTH(AT_TIMEZONE("sendoff_source"."seen", 'UTC')) = 12)

-- not: seen is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC') AND MONTH(AT_TIMEZONE("sendoff_source"."seen", 'UTC')) = 12)), FALSE)

-- seen has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC') AND (MONTH(AT_TIMEZONE("sendoff_source"."seen", 'America/New_York')) * 100 + DAY(AT_TIMEZONE("sendoff_source"."seen", 'America/New_York'))) IN (228, 229))

-- not: seen has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."seen" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT COALESCE((("sendoff_source"."seen" BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC') AND (MONTH(AT_TIMEZONE("sendoff_source"."seen", 'America/New_York')) * 100 + DAY(AT_TIMEZONE("sendoff_source"."seen", 'America/New_York'))) IN (228, 229))), FALSE)

-- at is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."at" BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(3)) AND CAST('9999-12-31 23:59:59.999000' AS TIMESTAMP(3))

-- at equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."at" = CAST('2026-11-24 12:30:00.250000' AS TIMESTAMP(3))

-- at is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE "sendoff_source"."at" BETWEEN CAST('2026-11-24 00:00:00' AS TIMESTAMP(3)) AND CAST('2026-11-24 12:30:00.249000' AS TIMESTAMP(3))

-- at is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."at" BETWEEN CAST('2026-03-28 23:00:00' AS TIMESTAMP(3)) AND CAST('2026-03-29 21:59:59.999000' AS TIMESTAMP(3)) OR "sendoff_source"."at" BETWEEN CAST('2026-11-23 23:00:00' AS TIMESTAMP(3)) AND CAST('2026-11-24 22:59:59.999000' AS TIMESTAMP(3)))

-- at is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."at" BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(3)) AND CAST('9999-12-31 23:59:59.999000' AS TIMESTAMP(3)) AND MONTH(AT_TIMEZONE(WITH_TIMEZONE("sendoff_source"."at", 'UTC'), 'Europe/Prague')) = 12)

-- at is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."at" BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(3)) AND CAST('9999-12-31 23:59:59.999000' AS TIMESTAMP(3)) AND MONTH("sendoff_source"."at") = 12)

-- at has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."at" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE ("sendoff_source"."at" BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(3)) AND CAST('9999-12-31 23:59:59.999000' AS TIMESTAMP(3)) AND (MONTH(AT_TIMEZONE(WITH_TIMEZONE("sendoff_source"."at", 'UTC'), 'America/New_York')) * 100 + DAY(AT_TIMEZONE(WITH_TIMEZONE("sendoff_source"."at", 'UTC'), 'America/New_York'))) IN (228, 229))

-- exact is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6))

-- exact equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)) = CAST('2026-11-24 12:30:00.250000' AS TIMESTAMP(6))

-- exact is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)) BETWEEN CAST('2026-11-24 00:00:00' AS TIMESTAMP(6)) AND CAST('2026-11-24 12:30:00.249999' AS TIMESTAMP(6))

-- exact is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)) BETWEEN CAST('2026-03-28 23:00:00' AS TIMESTAMP(6)) AND CAST('2026-03-29 21:59:59.999999' AS TIMESTAMP(6)) OR CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)) BETWEEN CAST('2026-11-23 23:00:00' AS TIMESTAMP(6)) AND CAST('2026-11-24 22:59:59.999999' AS TIMESTAMP(6)))

-- exact is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)) AND MONTH(AT_TIMEZONE(WITH_TIMEZONE(CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)), 'UTC'), 'Europe/Prague')) = 12)

-- exact is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)) AND MONTH(CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6))) = 12)

-- exact has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."exact" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)) BETWEEN CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)) AND CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)) AND (MONTH(AT_TIMEZONE(WITH_TIMEZONE(CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)), 'UTC'), 'America/New_York')) * 100 + DAY(AT_TIMEZONE(WITH_TIMEZONE(CAST(SUBSTR(CAST("sendoff_source"."exact" AS VARCHAR), 1, LENGTH(CAST("sendoff_source"."exact" AS VARCHAR)) - 3) AS TIMESTAMP(6)), 'UTC'), 'America/New_York'))) IN (228, 229))

-- instant is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC') BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC')

-- instant equals
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC') = WITH_TIMEZONE(CAST('2026-11-24 12:30:00.250000' AS TIMESTAMP(6)), 'UTC')

-- instant is within
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC') BETWEEN WITH_TIMEZONE(CAST('2026-11-24 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('2026-11-24 12:30:00.249999' AS TIMESTAMP(6)), 'UTC')

-- instant is on a day
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC') BETWEEN WITH_TIMEZONE(CAST('2026-03-28 23:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('2026-03-29 21:59:59.999999' AS TIMESTAMP(6)), 'UTC') OR WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC') BETWEEN WITH_TIMEZONE(CAST('2026-11-23 23:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('2026-11-24 22:59:59.999999' AS TIMESTAMP(6)), 'UTC'))

-- instant is in a month
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC') BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC') AND MONTH(AT_TIMEZONE(WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC'), 'Europe/Prague')) = 12)

-- instant is in a month of UTC
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC') BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC') AND MONTH(AT_TIMEZONE(WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC'), 'UTC')) = 12)

-- instant has an anniversary
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."instant" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC') BETWEEN WITH_TIMEZONE(CAST('0001-01-01 00:00:00' AS TIMESTAMP(6)), 'UTC') AND WITH_TIMEZONE(CAST('9999-12-31 23:59:59.999999' AS TIMESTAMP(6)), 'UTC') AND (MONTH(AT_TIMEZONE(WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC'), 'America/New_York')) * 100 + DAY(AT_TIMEZONE(WITH_TIMEZONE(CAST(SUBSTR(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR), 1, LENGTH(CAST(CAST(AT_TIMEZONE("sendoff_source"."instant", 'UTC') AS TIMESTAMP(12)) AS VARCHAR)) - 6) AS TIMESTAMP(6)), 'UTC'), 'America/New_York'))) IN (228, 229))

-- code is known
WITH "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."code" FROM "main"."shop"."customers" AS "sendoff_source") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT "sendoff_source"."code" IS NULL

-- code equals
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."code", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE CASE WHEN LENGTH(TO_UTF8(CAST("sendoff_source"."code" AS VARCHAR))) = LENGTH(CAST("sendoff_source"."code" AS VARCHAR)) THEN LOWER(CAST("sendoff_source"."code" AS VARCHAR)) ELSE TRANSLATE(CAST("sendoff_source"."code" AS VARCHAR), "sendoff_source"."sendoff_upper", "sendoff_source"."sendoff_lower") END = ('o''neil \ "x" %_* 
	' || CHR(0) || ' ${x} žluť 𐐨')

-- code is one of
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."code", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE CASE WHEN LENGTH(TO_UTF8(CAST("sendoff_source"."code" AS VARCHAR))) = LENGTH(CAST("sendoff_source"."code" AS VARCHAR)) THEN LOWER(CAST("sendoff_source"."code" AS VARCHAR)) ELSE TRANSLATE(CAST("sendoff_source"."code" AS VARCHAR), "sendoff_source"."sendoff_upper", "sendoff_source"."sendoff_lower") END IN ('ada', '', 'žofie')

-- code contains
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."code", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (STRPOS(CASE WHEN LENGTH(TO_UTF8(CAST("sendoff_source"."code" AS VARCHAR))) = LENGTH(CAST("sendoff_source"."code" AS VARCHAR)) THEN LOWER(CAST("sendoff_source"."code" AS VARCHAR)) ELSE TRANSLATE(CAST("sendoff_source"."code" AS VARCHAR), "sendoff_source"."sendoff_upper", "sendoff_source"."sendoff_lower") END, 'a''b') > 0 OR STRPOS(CASE WHEN LENGTH(TO_UTF8(CAST("sendoff_source"."code" AS VARCHAR))) = LENGTH(CAST("sendoff_source"."code" AS VARCHAR)) THEN LOWER(CAST("sendoff_source"."code" AS VARCHAR)) ELSE TRANSLATE(CAST("sendoff_source"."code" AS VARCHAR), "sendoff_source"."sendoff_upper", "sendoff_source"."sendoff_lower") END, '\') > 0)

-- code contains the empty text
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."code", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE NOT CASE WHEN LENGTH(TO_UTF8(CAST("sendoff_source"."code" AS VARCHAR))) = LENGTH(CAST("sendoff_source"."code" AS VARCHAR)) THEN LOWER(CAST("sendoff_source"."code" AS VARCHAR)) ELSE TRANSLATE(CAST("sendoff_source"."code" AS VARCHAR), "sendoff_source"."sendoff_upper", "sendoff_source"."sendoff_lower") END IS NULL

-- code starts with
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."code", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE (STARTS_WITH(CASE WHEN LENGTH(TO_UTF8(CAST("sendoff_source"."code" AS VARCHAR))) = LENGTH(CAST("sendoff_source"."code" AS VARCHAR)) THEN LOWER(CAST("sendoff_source"."code" AS VARCHAR)) ELSE TRANSLATE(CAST("sendoff_source"."code" AS VARCHAR), "sendoff_source"."sendoff_upper", "sendoff_source"."sendoff_lower") END, 'a') OR STARTS_WITH(CASE WHEN LENGTH(TO_UTF8(CAST("sendoff_source"."code" AS VARCHAR))) = LENGTH(CAST("sendoff_source"."code" AS VARCHAR)) THEN LOWER(CAST("sendoff_source"."code" AS VARCHAR)) ELSE TRANSLATE(CAST("sendoff_source"."code" AS VARCHAR), "sendoff_source"."sendoff_upper", "sendoff_source"."sendoff_lower") END, 'ž'))

-- code ends with
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."code", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE SUBSTR(CASE WHEN LENGTH(TO_UTF8(CAST("sendoff_source"."code" AS VARCHAR))) = LENGTH(CAST("sendoff_source"."code" AS VARCHAR)) THEN LOWER(CAST("sendoff_source"."code" AS VARCHAR)) ELSE TRANSLATE(CAST("sendoff_source"."code" AS VARCHAR), "sendoff_source"."sendoff_upper", "sendoff_source"."sendoff_lower") END, -LENGTH('z\')) = 'z\'

-- code is in an uploaded list
WITH "sendoff_letters" AS (SELECT '{upper letters}' AS "sendoff_upper", '{lower letters}' AS "sendoff_lower"), "sendoff_values_0_row" AS (SELECT SPLIT('adažofiex''y\', '') AS "sendoff_values_0_texts"), "sendoff_values_0" AS (SELECT "sendoff_each"."value" FROM "sendoff_values_0_row" CROSS JOIN UNNEST("sendoff_values_0_row"."sendoff_values_0_texts") AS "sendoff_each"("value")), "sendoff_customers" AS (SELECT "sendoff_source"."customer_entity_id", "sendoff_source"."code", "sendoff_letters"."sendoff_upper", "sendoff_letters"."sendoff_lower" FROM "main"."shop"."customers" AS "sendoff_source" CROSS JOIN "sendoff_letters") SELECT COUNT(*) FROM "sendoff_customers" AS "sendoff_source" WHERE CASE WHEN LENGTH(TO_UTF8(CAST("sendoff_source"."code" AS VARCHAR))) = LENGTH(CAST("sendoff_source"."code" AS VARCHAR)) THEN LOWER(CAST("sendoff_source"."code" AS VARCHAR)) ELSE TRANSLATE(CAST("sendoff_source"."code" AS VARCHAR), "sendoff_source"."sendoff_upper", "sendoff_source"."sendoff_lower") END IN (SELECT "sendoff_values_0"."value" FROM "sendoff_values_0")
