package dev.migrate.risks;

import dev.migrate.testing.TestProduct;

/**
 * Types of columns, as each product calls them.
 */
enum Type {

	INT("int"), BIGINT("bigint"), DATE("date"), DOUBLE("double"), BOOLEAN("boolean"), VARCHAR_30("varchar(30)"),
	VARCHAR_50("varchar(50)"), VARCHAR_100("varchar(100)"), VARCHAR_200("varchar(200)"), TEXT("text"),
	NUMERIC_10_2("numeric(10,2)"), NUMERIC_12_2("numeric(12,2)"), NUMERIC_12_4("numeric(12,4)"),
	NUMERIC_10_0("numeric(10,0)"), TIMESTAMP("timestamp(6)"), TIMESTAMP_3("timestamp(3)"),
	ZONED("timestamp(6) with time zone");

	private final String standard;

	Type(String standard) {
		this.standard = standard;
	}

	String on(TestProduct product) {
		return switch (product) {
			case MYSQL, MARIADB -> switch (this) {
				case TEXT -> "longtext";
				case TIMESTAMP -> "datetime(6)";
				case TIMESTAMP_3 -> "datetime(3)";
				case ZONED -> "timestamp(6)";
				default -> this.standard;
			};
			case H2, HSQLDB -> switch (this) {
				case TEXT -> "clob";
				case DOUBLE -> "double precision";
				default -> this.standard;
			};
			case POSTGRESQL -> (this == DOUBLE) ? "double precision" : this.standard;
			default -> this.standard;
		};
	}

}
