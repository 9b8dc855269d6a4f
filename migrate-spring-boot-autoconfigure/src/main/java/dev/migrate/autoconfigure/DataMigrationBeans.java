package dev.migrate.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.migrate.CannotProceedException;
import dev.migrate.DataMigration;
import dev.migrate.ErrorCode;
import dev.migrate.RowMigration;
import dev.migrate.run.data.DataMigrations;
import dev.migrate.run.data.NamedMigration;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * The data migrations among the beans of an application. A bean is created when it is
 * run.
 *
 * @param beanFactory the beans of the application
 * @param pause how long a data migration pauses after each batch
 */
record DataMigrationBeans(ListableBeanFactory beanFactory, Duration pause) implements DataMigrations {

	private static final int LONGEST_NAME = 100;

	@Override
	public Optional<NamedMigration<?>> find(String name) {
		List<String> beans = new ArrayList<>();
		for (String bean : this.beanFactory.getBeanNamesForAnnotation(DataMigration.class)) {
			DataMigration annotation = this.beanFactory.findAnnotationOnBean(bean, DataMigration.class);
			if (annotation != null && annotation.value().equals(name)) {
				beans.add(bean);
			}
		}
		if (beans.size() > 1) {
			throw invalid("Several beans have the annotation @DataMigration(\"" + name + "\"): "
					+ String.join(", ", beans) + "; name each differently.");
		}
		return beans.stream().findFirst().map(this::read);
	}

	private NamedMigration<?> read(String beanName) {
		DataMigration annotation = this.beanFactory.findAnnotationOnBean(beanName, DataMigration.class);
		Object bean = this.beanFactory.getBean(beanName);
		if (annotation == null || !(bean instanceof RowMigration<?> migration)) {
			throw invalid("The bean " + beanName + " has the annotation @DataMigration and is no "
					+ RowMigration.class.getSimpleName() + "; have it implement that.");
		}
		Class<?> rowType = ResolvableType.forClass(RowMigration.class, AopUtils.getTargetClass(bean))
			.getGeneric(0)
			.resolve();
		if (rowType == null || rowType == Object.class) {
			throw invalid("The type of the rows of the bean " + beanName + " is not known; declare a record in its "
					+ RowMigration.class.getSimpleName() + ".");
		}
		if (annotation.batchSize() < 1 || annotation.value().length() > LONGEST_NAME) {
			throw invalid("The bean " + beanName + " needs a batch size of at least 1 and a name of at most "
					+ LONGEST_NAME + " characters; correct its annotation @DataMigration.");
		}
		return named(annotation, rowType, migration);
	}

	@SuppressWarnings("unchecked")
	private static <R> NamedMigration<R> named(DataMigration annotation, Class<?> rowType, RowMigration<?> migration) {
		return new NamedMigration<>(annotation.value(), annotation.key(), annotation.batchSize(), (Class<R>) rowType,
				(RowMigration<R>) migration);
	}

	private static CannotProceedException invalid(String message) {
		return new CannotProceedException(ErrorCode.DATA_MIGRATION_INVALID, message);
	}

}
