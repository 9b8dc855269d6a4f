package dev.migrate.schema;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Expression} and {@link SqlToken}.
 */
class ExpressionTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			# plain names
			price > 0                                   | price
			PRICE > 0                                   | price
			price>0                                     | PRICE
			product.price > 0                           | price
			coalesce(price, 0) > 0                      | price
			(price)::numeric > 0                        | price
			price#>'{a,b}' is not null                  | price
			größe > 0                                   | größe
			# quoted names
			"price" > 0                                 | price
			"PRICE" > 0                                 | price
			"PUBLIC"."PRODUCT"."PRICE" > 0              | price
			`price` > 0                                 | price
			[price]>(0)                                 | price
			([price]>(0) AND [state]<>'x')              | state
			"order date" is not null                    | order date
			`order date` is not null                    | order date
			[order date] is not null                    | order date
			[odd ]] one] is not null                    | odd ] one
			"odd "" one" is not null                    | odd " one
			`odd `` one` is not null                    | odd ` one
			price# > 0                                  | price#
			2nd_price > 0                               | 2nd_price
			# behind literals, comments and subscripts
			state <> 'it''s' and price > 0              | price
			state <> E'it\\'s' and price > 0            | price
			state <> 'it\\'s' and price > 0             | price
			path <> '\\' and price > 0 and x <> 'y'     | price
			state <> $$it's$$ and price > 0             | price
			state <> $a$it's $$ $a$ and price > 0       | price
			1 = 1 /* it's */ and price > 0              | price
			state = any (ARRAY['a]'::text]) and price>0 | price
			x = ARRAY ['a]', price, 'b']                | price
			prices[price] > 0                           | price
			prices [price + 1] > 0                      | price
			state <> 'unterminated and price            | price
			# sequences
			nextval('product_seq'::regclass)            | product_seq
			nextval('shop."Product_seq"'::regclass)     | Product_seq
			NEXT VALUE FOR "PUBLIC"."PRODUCT_SEQ"       | product_seq
			""")
	void possibleReferenceIsMentioned(String sql, String name) {
		assertThat(new Expression(sql).mentions(name)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			# literals
			state <> 'price'                        | price
			state <> 'the price of it'              | price
			state <> 'it''s price'                  | price
			state <> E'it\\'s price'                | price
			state <> N'price'                       | price
			state = _utf8mb4'price'                 | price
			state = _utf8mb4'price'                 | _utf8mb4
			state <> $$price$$                      | price
			state <> $a$price$a$                    | price
			state = any (ARRAY['price'::text])      | price
			state = any (ARRAY ['price'])           | price
			[state]<>'price'                        | price
			state <> 'order date'                   | order date
			'price' <> lower(state)                 | price
			# comments
			state = 1 -- price                      | price
			state = 1 /* price */                   | price
			# parts of other names
			unit_price > 0                          | price
			price2 > 0                              | price
			price$ > 0                              | price
			"unit price" > 0                        | price
			`unit price` > 0                        | price
			"price ""unit""\" > 0                   | price
			größe > 0                               | gr
			1e5 > 0                                 | e5
			# sequences
			nextval('product_seq'::regclass)        | product
			coalesce('product_seq', name)           | product_seq
			""")

	void textThatIsNotANameIsNotMentioned(String sql, String name) {
		assertThat(new Expression(sql).mentions(name)).isFalse();
	}

	@Test
	void absentExpressionMentionsNothing() {
		assertThat(Expression.NONE.mentions("price")).isFalse();
	}

	@Test
	void longLiteralIsReadWithoutRecursion() {
		String literal = "'" + "it''s \\' ".repeat(20_000) + "'";
		assertThat(new Expression(literal + " <> price").mentions("price")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "price > 0", "a || 'it''s' -- x\n", "E'\\'' || $$ $$", "[a]<>'", "\"", "x::text[]" })
	void concatenatedTokensAreTheText(String sql) {
		assertThat(SqlToken.of(sql).stream().map(SqlToken::text).collect(Collectors.joining())).isEqualTo(sql);
	}

	@Test
	void partsOfATableDependOnTheirColumns() {
		Expression condition = new Expression("price > 0 and state <> 'name'");
		assertThat(new Check("c", condition).dependsOn("price")).isTrue();
		assertThat(new Check("c", condition).dependsOn("name")).isFalse();
		assertThat(Index.on("i", "price").dependsOn("price")).isTrue();
		assertThat(Index.on("i", "name").withWhere(condition).dependsOn("price")).isTrue();
		assertThat(Index.of("i", List.of(Index.Part.of(new Expression("lower(name)")))).dependsOn("name")).isTrue();
		Index.Definition including = new Index.Definition(Index.Definition.Kind.INDEX,
				"CREATE INDEX price ON product (name) INCLUDE (state)", " ON product (name) INCLUDE (state)");
		Index index = Index.on("price", "name").withDefinition(including);
		assertThat(index.dependsOn("state")).isTrue();
		assertThat(index.dependsOn("price")).isFalse();
		assertThat(new UniqueKey("u", List.of("name"), "UNIQUE (name) INCLUDE (state)").dependsOn("state")).isTrue();
		assertThat(new PrimaryKey("p", List.of("id")).dependsOn("id")).isTrue();
		ForeignKey key = ForeignKey.of("f", List.of("unit"), QualifiedName.of("unit"), List.of("id"));
		assertThat(key.dependsOn("unit")).isTrue();
		assertThat(key.references(QualifiedName.of("unit"), "id")).isTrue();
		assertThat(key.references(QualifiedName.of("product"), "id")).isFalse();
		Column column = Column.of("label", "text", true).withGeneratedAs(new Expression("lower(name)"));
		assertThat(column.dependsOn("name")).isTrue();
		assertThat(column.dependsOn("label")).isFalse();
		assertThat(column.withDefaultValue(new Expression("nextval('s'::regclass)")).uses("s")).isTrue();
		assertThat(Column.of("state", "shop.status[]", true).uses("status")).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			c >= 1 and c <= 9                           | c <= 9 and c >= 1
			((c <= '9'::bigint) AND (c >= 1))           | ((c >= 1) AND (c <= '9'::bigint))
			("C" >= 1) AND ("C" <= 9)                   | ("C" <= 9) AND ("C" >= 1)
			((a > 1) and (b > 1)) and (c > 1)           | (c > 1) and ((b > 1) and (a > 1))
			a = 1 or b = 2                              | (b = 2) OR (a = 1)
			a > 1 and b > 1 or c > 1                    | c > 1 or b > 1 and a > 1
			(a = 1 or b = 1) and c = 1                  | c = 1 and (b = 1 or a = 1)
			a between 1 and 9 and b > 1                 | b > 1 and a between 1 and 9
			case when a and b then c end and d          | d and case when a and b then c end
			a = ' and ' and b = 1                       | b = 1 and a = ' and '
			a > 1 and a > 1                             | a > 1
			a in ('x', 'y')                             | a in ('y','x')
			"A" IN('P', 'O') and b > 1                  | b > 1 and "A" IN('O', 'P')
			a = ANY (ARRAY['x'::text, 'y'::text])       | a = ANY (ARRAY['y'::text, 'x'::text])
			a = ANY ((ARRAY['x', 'y'])::text[])         | a = ANY ((ARRAY['y', 'x'])::text[])
			""")
	void orderOfTermsIsNotCompared(String first, String second) {
		assertThat(new Expression(first)).isEqualTo(new Expression(second)).hasSameHashCodeAs(new Expression(second));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			a > 1 and b > 1                             | a > 1 or b > 1
			a between 1 and 9                           | a between 9 and 1
			a between 1 and b and c                     | a between 1 and c and b
			case when a and b then c end                | case when b and a then c end
			a and (b or c)                              | (a and b) or c
			not (a > 1 and b > 1)                       | not (b > 1) and a > 1
			(a and b)::text                             | (b and a)::varchar
			a and b xor c                               | a and c xor b
			a = ' x and y '                             | a = ' y and x '
			a = 'it\\' and b = 'x' and c                | a = 'x' and b = 'it\\' and c
			"a and b" > 1                               | "b and a" > 1
			brand and sand                              | sand or brand
			ARRAY['x', 'y']                             | ARRAY['y', 'x']
			a = ANY (b) and c = ARRAY['x', 'y']         | a = ANY (b) and c = ARRAY['y', 'x']
			coalesce(a, b) in (c, d)                    | coalesce(b, a) in (c, d)
			a in ('x', 'y')                             | a in ('x', 'y', 'z')
			""")
	void otherDifferencesOfTermsAreCompared(String first, String second) {
		assertThat(new Expression(first)).isNotEqualTo(new Expression(second));
	}

	@Test
	void definitionIsWrittenAndNotCompared() {
		Expression expression = new Expression("((A > 1) and (B > 2))").withCanonical("(b > 2 and a > 1)");
		assertThat(expression).isEqualTo(new Expression("a > 1 and b > 2")).hasToString("((A > 1) and (B > 2))");
		assertThat(expression.map((text) -> text.replaceAll("(?i)b", "c")).sql()).isEqualTo("((A > 1) and (c > 2))");
	}

}
