DROP TABLE circular_optouts;
DROP TABLE circulars;
